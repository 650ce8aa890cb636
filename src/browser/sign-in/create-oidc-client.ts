import { OidcClient, type StateStore } from 'oidc-client-ts'
import type { OidcClientConfig } from '../../contract/config.ts'
import { CALLBACK_PATH, tokenPath } from '../../contract/paths.ts'
import { RELAY_HEADER } from '../../contract/relay.ts'

/** An attempt older than this is given up. */
const ATTEMPT_LIFE_S = 60 * 60
const REQUEST_TIMEOUT_S = 30

/** Where the issuer sends the person back to, after a sign-in as after a sign-out. */
export function redirectUriOf(client: OidcClientConfig, site: { origin: string; baseUrl: string }): string {
  const configured = client.status === 'ready' ? client.redirectUri : undefined
  return configured ?? `${site.origin}${site.baseUrl}${CALLBACK_PATH}`
}

/**
 * Builds oidc-client-ts's protocol client for an OIDC client: endpoints from the config instead of discovery, and token
 * requests through the relay. Its UserManager would only add a store of users, timers and frames that we do not want.
 */
export function createOidcClient(
  client: OidcClientConfig,
  { site, attempts }: { site: { origin: string; baseUrl: string }; attempts: StateStore },
): OidcClient {
  return new OidcClient({
    authority: client.issuer,
    client_id: client.clientId,
    scope: client.scopes.join(' '),
    redirect_uri: redirectUriOf(client, site),
    response_mode: 'query',
    metadata: {
      issuer: client.issuer,
      token_endpoint: `${site.origin}${site.baseUrl}${tokenPath(client.key)}`,
      ...(client.status === 'ready' && { authorization_endpoint: client.authorizationEndpoint }),
    },
    extraHeaders: { [RELAY_HEADER]: '1' },
    stateStore: attempts,
    staleStateAgeInSeconds: ATTEMPT_LIFE_S,
    loadUserInfo: false,
    requestTimeoutInSeconds: REQUEST_TIMEOUT_S,
  })
}
