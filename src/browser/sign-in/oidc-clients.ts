import type { UserManager } from 'oidc-client-ts'
import { AppError } from '../../contract/app-error.ts'
import type { Config, OidcClientConfig } from '../../contract/config.ts'

/** An OIDC client with oidc-client-ts's manager for it. */
export interface ManagedClient {
  readonly client: OidcClientConfig
  readonly manager: UserManager
}

export interface OidcClients {
  /** @throws AppError `OIDC_CLIENT_UNKNOWN` */
  find(clientKey: string): ManagedClient
  /**
   * The client with a nonce that no attempt had before, which costs a request only from the second attempt on.
   *
   * @throws AppError `OIDC_CLIENT_UNKNOWN`, `CONFIG_UNREACHABLE`, or why its issuer is unavailable
   */
  forAttempt(clientKey: string): Promise<ManagedClient & { readonly nonce: string }>
}

/** Keeps the OIDC clients of the newest config. */
export function createOidcClients(deps: {
  config: Config
  reloadConfig(): Promise<Config>
  createManager(client: OidcClientConfig): UserManager
}): OidcClients {
  const usedNonces = new Set<string>()
  let clients = managed(deps.config)

  function managed(config: Config): ReadonlyMap<string, ManagedClient> {
    return new Map(
      config.oidcClients.map((client) => [client.key, { client, manager: deps.createManager(client) }]),
    )
  }

  function find(clientKey: string): ManagedClient {
    const found = clients.get(clientKey)
    if (found !== undefined) return found
    throw new AppError(
      'OIDC_CLIENT_UNKNOWN',
      'The sign-in settings of this cluster have changed. Reload the page, then sign in again.',
    )
  }

  return {
    find,
    async forAttempt(clientKey) {
      if (freshNonce(find(clientKey).client) === undefined) clients = managed(await deps.reloadConfig())
      const { client, manager } = find(clientKey)
      if (client.status === 'unavailable') throw new AppError(client.reason.code, client.reason.message)
      usedNonces.add(client.nonce)
      return { client, manager, nonce: client.nonce }
    },
  }

  function freshNonce(client: OidcClientConfig): string | undefined {
    return client.status === 'ready' && !usedNonces.has(client.nonce) ? client.nonce : undefined
  }
}
