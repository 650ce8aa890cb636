import { AppError } from '../../contract/app-error.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import type { IssuerMetadata } from './discovery.ts'
import type { Issuers } from './issuers.ts'
import { requestTokens, type TokenResponse } from './token-request.ts'
import { verifyIdToken, type IdTokenClaims } from './verify-id-token.ts'

export interface AskIssuerDeps {
  readonly issuers: Pick<Issuers, 'for'>
  readonly nowMs: () => number
}

/**
 * Sends a token request to the client's issuer.
 *
 * @throws AppError why the issuer could not be asked
 * @throws IssuerRefusal
 */
export async function askForTokens(
  { issuers }: AskIssuerDeps,
  client: OidcClient,
  grantType: 'authorization_code' | 'refresh_token',
  parameters: Readonly<Record<string, string>>,
): Promise<TokenResponse> {
  const metadata = await discovered(issuers, client)
  return requestTokens(client, metadata, issuers.for(client).http, grantType, parameters)
}

/**
 * Verifies an ID token by what the issuer's discovery says now.
 *
 * @throws AppError `ID_TOKEN_INVALID`, or why the issuer's keys cannot be had
 */
export async function verifiedClaims(
  { issuers, nowMs }: AskIssuerDeps,
  client: OidcClient,
  idToken: string,
): Promise<IdTokenClaims> {
  const metadata = await discovered(issuers, client)
  const keys = issuers.for(client).keys(metadata)
  return verifyIdToken(idToken, client, metadata.id_token_signing_alg_values_supported, keys, nowMs())
}

/** @throws AppError with the reason why the issuer's metadata is not known */
export async function discovered(issuers: Pick<Issuers, 'for'>, client: OidcClient): Promise<IssuerMetadata> {
  const discovery = await issuers.for(client).discover()
  if (discovery.status === 'ready') return discovery.metadata
  throw new AppError(discovery.reason.code, discovery.reason.message)
}
