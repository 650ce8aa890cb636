import {
  allowInsecureRequests,
  customFetch,
  processRevocationResponse,
  revocationRequest,
} from 'oauth4webapi'
import type { Revocation } from '../../contract/relay.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import { discovered } from './ask-issuer.ts'
import { readSession, type CarriedSessionDeps, type Exchange } from './carried-session.ts'
import { clientAuthentication } from './client-authentication.ts'
import { forgetRenewals, type RenewDeps } from './renew.ts'

/**
 * Revokes at its issuer the refresh token of the session that a request brings along, as far as that can be had.
 *
 * @returns `refused` also where the issuer did not answer, or the session cannot be opened here: the token lives on
 * @see RFC 7009
 */
export async function revokeCarried(
  deps: RenewDeps & CarriedSessionDeps,
  exchange: Exchange,
): Promise<Revocation> {
  try {
    const session = await readSession(deps, exchange)
    if (session === undefined || !('refreshToken' in session)) return 'none'
    return await revoke(deps, exchange.client, await forgetRenewals(deps, exchange.client, session))
  } catch {
    return 'refused'
  }
}

async function revoke(
  { issuers }: RenewDeps,
  client: OidcClient,
  refreshToken: string,
): Promise<'revoked' | 'not-supported'> {
  const metadata = await discovered(issuers, client)
  if (metadata.revocation_endpoint === undefined) return 'not-supported'
  const methods =
    metadata.revocation_endpoint_auth_methods_supported ?? metadata.token_endpoint_auth_methods_supported
  const response = await revocationRequest(
    metadata,
    { client_id: client.clientId },
    clientAuthentication(client, methods),
    refreshToken,
    {
      [customFetch]: issuers.for(client).http.fetch,
      [allowInsecureRequests]: client.issuer.startsWith('http:'),
      additionalParameters: { token_type_hint: 'refresh_token' },
    },
  )
  await processRevocationResponse(response)
  return 'revoked'
}
