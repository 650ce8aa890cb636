import type { OidcClient } from 'oidc-client-ts'
import { AppError } from '../../contract/app-error.ts'
import type { Config, OidcClientConfig } from '../../contract/config.ts'
import type { SignInWords } from './sign-in-words.ts'

export type ReadyClient = Extract<OidcClientConfig, { status: 'ready' }>

/** An OIDC client with oidc-client-ts's protocol client for it. */
export interface KnownClient<Client extends OidcClientConfig = OidcClientConfig> {
  readonly client: Client
  readonly protocol: OidcClient
}

export interface OidcClients {
  /** @throws AppError `OIDC_CLIENT_UNKNOWN` */
  find(clientKey: string): KnownClient
  /**
   * The client with a nonce that no attempt had before, which costs a request only from the second attempt on.
   *
   * @throws AppError `OIDC_CLIENT_UNKNOWN`, `CONFIG_UNREACHABLE`, or why its issuer is unavailable
   */
  forAttempt(clientKey: string): Promise<KnownClient<ReadyClient>>
}

/** Keeps the OIDC clients of the newest config. */
export function createOidcClients(deps: {
  config: Config
  words: SignInWords
  reloadConfig(): Promise<Config>
  createProtocol(client: OidcClientConfig): OidcClient
}): OidcClients {
  const usedNonces = new Set<string>()
  let clients = known(deps.config)

  function known(config: Config): ReadonlyMap<string, KnownClient> {
    return new Map(
      config.oidcClients.map((client) => [client.key, { client, protocol: deps.createProtocol(client) }]),
    )
  }

  function find(clientKey: string): KnownClient {
    const found = clients.get(clientKey)
    if (found !== undefined) return found
    throw new AppError('OIDC_CLIENT_UNKNOWN', deps.words().settingsChanged)
  }

  return {
    find,
    async forAttempt(clientKey) {
      if (!hasFreshNonce(find(clientKey).client)) clients = known(await deps.reloadConfig())
      const { client, protocol } = find(clientKey)
      if (client.status === 'unavailable') throw new AppError(client.reason.code, client.reason.message)
      usedNonces.add(client.nonce)
      return { client, protocol }
    },
  }

  function hasFreshNonce(client: OidcClientConfig): boolean {
    return client.status === 'ready' && !usedNonces.has(client.nonce)
  }
}
