import {
  allowInsecureRequests,
  customFetch,
  processRevocationResponse,
  revocationRequest,
} from 'oauth4webapi'
import type { OidcClient } from '../clusters/cluster.ts'
import { clientAuthentication } from './client-authentication.ts'
import { discovered, type GrantDeps } from './grants.ts'
import type { SealedSession } from './sealed-session.ts'

/** What became of the refresh token: `refused` also where the issuer did not answer. */
export type Revocation = 'revoked' | 'not-supported' | 'refused' | 'none'

/** Revokes a session's refresh token at the issuer, as far as that can be had. @see RFC 7009 */
export async function revoke(
  deps: Pick<GrantDeps, 'issuers'>,
  client: OidcClient,
  session: SealedSession | undefined,
): Promise<Revocation> {
  if (session === undefined || !('refreshToken' in session)) return 'none'
  try {
    const metadata = await discovered(deps, client)
    if (metadata.revocation_endpoint === undefined) return 'not-supported'
    const methods =
      metadata.revocation_endpoint_auth_methods_supported ?? metadata.token_endpoint_auth_methods_supported
    const response = await revocationRequest(
      metadata,
      { client_id: client.clientId },
      clientAuthentication(client, methods),
      session.refreshToken,
      {
        [customFetch]: deps.issuers.for(client).http.fetch,
        [allowInsecureRequests]: client.issuer.startsWith('http:'),
        additionalParameters: { token_type_hint: 'refresh_token' },
      },
    )
    await processRevocationResponse(response)
    return 'revoked'
  } catch {
    return 'refused'
  }
}
