import { createHash } from 'node:crypto'
import { AppError } from '../../contract/app-error.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import type { Issuers } from './issuers.ts'
import type { KeyRing } from './keys.ts'
import { isOwnNonce } from './nonce.ts'
import type { CodeGrant } from './relay-request.ts'
import type { SealedSession } from './sealed-session.ts'
import type { SingleFlight } from './single-flight.ts'
import { pageTokens, sessionToSeal, type PageTokens } from './token-answer.ts'
import { requestTokens, type TokenResponse } from './token-request.ts'
import { verifyIdToken, type IdTokenClaims } from './verify-id-token.ts'

/** What a grant gives: the tokens for the page and the session to seal. */
export interface Granted {
  readonly tokens: PageTokens
  readonly session: SealedSession
}

/** A renewal that the issuer granted. Its rotated refresh token is kept even where its ID token cannot be used. */
export interface Renewed {
  readonly session: RefreshableSession
  readonly outcome: { readonly tokens: PageTokens } | { readonly failure: AppError }
}

export type RefreshableSession = Extract<SealedSession, { refreshToken: string }>

export interface GrantDeps {
  readonly issuers: Issuers
  readonly keys: KeyRing
  readonly renewals: SingleFlight<Renewed>
  readonly sessionTtlS: number
  readonly nowMs: () => number
}

/**
 * Exchanges an authorization code for tokens, for the browser in which the attempt began.
 *
 * @throws AppError `NONCE_MISMATCH`, `ID_TOKEN_MISSING`, `ID_TOKEN_INVALID`, or why the issuer could not be asked
 * @throws IssuerRefusal
 * @see OpenID Connect Core 1.0, section 3.1.3
 */
export async function exchangeCode(
  deps: GrantDeps,
  client: OidcClient,
  grant: CodeGrant,
  browserId: string | undefined,
): Promise<Granted> {
  if (browserId === undefined) throw nonceMismatch('this browser sent no cookie of Fairlead; allow cookies')
  const { code, code_verifier, redirect_uri } = grant
  const response = await ask(deps, client, 'authorization_code', { code, code_verifier, redirect_uri })
  if (!response.id_token)
    throw idTokenMissing('the sign-in', 'Check that the scope openid is allowed for this client.')
  const claims = await verify(deps, client, response.id_token)
  if (!isOwnNonce(deps.keys, client, browserId, claims['nonce'])) {
    throw nonceMismatch('the ID token was made for a sign-in that began in another browser, or not here')
  }
  const nowS = deps.nowMs() / 1000
  const tokens = { ...pageTokens(client, response, claims, nowS), idToken: response.id_token }
  const whose = { browserId, sub: claims.sub, endsAtS: Math.floor(nowS) + deps.sessionTtlS }
  return { tokens, session: sessionToSeal(response, tokens, whose) }
}

/**
 * Renews a session by its refresh token. Requests with the same one, at once or shortly after each other, share one
 * request to the issuer.
 *
 * @throws AppError why the issuer could not be asked
 * @throws IssuerRefusal
 * @see OpenID Connect Core 1.0, section 12
 */
export function renew(deps: GrantDeps, client: OidcClient, session: RefreshableSession): Promise<Renewed> {
  const key = createHash('sha256')
    .update(JSON.stringify([client.key, client.issuer, session.refreshToken]))
    .digest('base64url')
  return deps.renewals.run(key, async () => {
    const response = await ask(deps, client, 'refresh_token', { refresh_token: session.refreshToken })
    return {
      session: { ...session, refreshToken: response.refresh_token ?? session.refreshToken },
      outcome: await judgeRenewal(deps, client, session, response),
    }
  })
}

async function judgeRenewal(
  deps: GrantDeps,
  client: OidcClient,
  session: RefreshableSession,
  response: TokenResponse,
): Promise<Renewed['outcome']> {
  try {
    const claims = response.id_token ? await verify(deps, client, response.id_token) : undefined
    if (claims === undefined && !client.useAccessToken) {
      throw idTokenMissing('the renewal', 'Until its end the present token works; then sign in again.')
    }
    if (claims !== undefined && claims.sub !== session.sub) {
      throw new AppError(
        'ID_TOKEN_INVALID',
        'The renewed ID token is refused: its "sub" is not that of the person who signed in. Sign in again.',
      )
    }
    return { tokens: pageTokens(client, response, claims, deps.nowMs() / 1000) }
  } catch (error) {
    if (error instanceof AppError) return { failure: error }
    throw error
  }
}

async function ask(
  deps: GrantDeps,
  client: OidcClient,
  grantType: 'authorization_code' | 'refresh_token',
  parameters: Readonly<Record<string, string>>,
): Promise<TokenResponse> {
  const issuer = deps.issuers.for(client)
  return requestTokens(client, await discovered(deps, client), issuer.http, grantType, parameters)
}

async function verify(deps: GrantDeps, client: OidcClient, idToken: string): Promise<IdTokenClaims> {
  const metadata = await discovered(deps, client)
  const keys = deps.issuers.for(client).keys(metadata)
  return verifyIdToken(idToken, client, metadata.id_token_signing_alg_values_supported, keys, deps.nowMs())
}

/** @throws AppError with the reason why the issuer's metadata is not known */
export async function discovered(deps: Pick<GrantDeps, 'issuers'>, client: OidcClient) {
  const discovery = await deps.issuers.for(client).discover()
  if (discovery.status === 'ready') return discovery.metadata
  throw new AppError(discovery.reason.code, discovery.reason.message)
}

const nonceMismatch = (what: string) =>
  new AppError('NONCE_MISMATCH', `The sign-in is refused: ${what}. Start it again from Fairlead's page.`)

const idTokenMissing = (what: string, remedy: string) =>
  new AppError('ID_TOKEN_MISSING', `The identity provider answered ${what} without an ID token. ${remedy}`)
