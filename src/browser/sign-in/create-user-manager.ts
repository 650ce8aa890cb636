import { InMemoryWebStorage, UserManager, WebStorageStateStore, type StateStore } from 'oidc-client-ts'
import type { OidcClientConfig } from '../../contract/config.ts'
import { CALLBACK_PATH, tokenPath } from '../../contract/paths.ts'
import { RELAY_HEADER } from '../../contract/relay.ts'
import { createRedirectNavigator } from './redirect-navigator.ts'

/** An attempt older than this is given up. */
const ATTEMPT_LIFE_S = 60 * 60
const REQUEST_TIMEOUT_S = 30

/**
 * Builds oidc-client-ts's manager of one OIDC client: endpoints from the config instead of discovery, token requests
 * through the relay, and users in a memory of its own, since it would file those of two clients under one key.
 */
export function createUserManager(
  client: OidcClientConfig,
  deps: { window: Window; baseUrl: string; attempts: StateStore },
): UserManager {
  const site = `${deps.window.location.origin}${deps.baseUrl}`
  const ready = client.status === 'ready' ? client : undefined
  return new UserManager(
    {
      authority: client.issuer,
      client_id: client.clientId,
      scope: client.scopes.join(' '),
      redirect_uri: ready?.redirectUri ?? `${site}${CALLBACK_PATH}`,
      response_mode: 'query',
      metadata: {
        issuer: client.issuer,
        token_endpoint: `${site}${tokenPath(client.key)}`,
        ...(ready && { authorization_endpoint: ready.authorizationEndpoint }),
      },
      extraHeaders: { [RELAY_HEADER]: '1' },
      stateStore: deps.attempts,
      staleStateAgeInSeconds: ATTEMPT_LIFE_S,
      userStore: new WebStorageStateStore({ prefix: `${client.key}.`, store: new InMemoryWebStorage() }),
      loadUserInfo: false,
      automaticSilentRenew: false,
      monitorSession: false,
      requestTimeoutInSeconds: REQUEST_TIMEOUT_S,
      silentRequestTimeoutInSeconds: REQUEST_TIMEOUT_S,
    },
    createRedirectNavigator(deps.window),
  )
}
