import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import type { FastifyBaseLogger } from 'fastify'
import { AppError } from '../../contract/app-error.ts'
import type { ClusterRegistry, OidcClient } from '../clusters/cluster.ts'
import { createCachedDiscovery } from './cached-discovery.ts'
import { requestMetadata, type Discovery, type IssuerMetadata } from './discovery.ts'
import { createIssuerHttp, type IssuerHttp } from './issuer-http.ts'

/** One OIDC client's way to its issuer: connections, metadata and keys, all with the same trust. */
export interface Issuer {
  readonly http: IssuerHttp
  discover(): Promise<Discovery>
  lastKnown(): IssuerMetadata | undefined
  keys(metadata: IssuerMetadata): JWTVerifyGetKey
}

export interface Issuers {
  for(client: OidcClient): Issuer
  close(): Promise<void>
}

interface Deps {
  readonly registry: Pick<ClusterRegistry, 'oidcClients'>
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn'>
  readonly nowMs: () => number
}

/** Keeps an {@link Issuer} for each OIDC client of the registry, made anew when its address or trust changes. */
export function createIssuers(deps: Deps): Issuers {
  const opened = new Map<string, { identity: string; issuer: Issuer }>()

  return {
    for(client) {
      const identity = JSON.stringify([client.issuer, client.tls])
      const known = opened.get(client.key)
      if (known?.identity === identity) return known.issuer
      // Requests under way on a forgotten issuer end by themselves, and so do its idle connections.
      const current = new Set(deps.registry.oidcClients().map(({ key }) => key))
      for (const key of opened.keys()) if (!current.has(key)) opened.delete(key)
      const issuer = openIssuer(client, deps)
      opened.set(client.key, { identity, issuer })
      return issuer
    },
    async close() {
      await Promise.all([...opened.values()].map(({ issuer }) => issuer.http.close()))
      opened.clear()
    },
  }
}

function openIssuer(client: OidcClient, { log, nowMs }: Deps): Issuer {
  const http = createIssuerHttp(client)
  const discovery = createCachedDiscovery({
    issuer: client.issuer,
    request: () => requestMetadata(client, http),
    nowMs,
    onChange(now) {
      if (now.status === 'ready') log.info({ issuer: client.issuer }, 'issuer found')
      else log.warn({ issuer: client.issuer, code: now.reason.code }, now.reason.message)
    },
  })
  let keySet: { uri: string; keys: JWTVerifyGetKey } | undefined
  return {
    http,
    discover: discovery.discover,
    lastKnown: discovery.lastKnown,
    keys({ jwks_uri: uri }) {
      if (keySet?.uri !== uri) {
        // An unknown key is looked up again after a second: only the issuer's own answers can ask for it.
        const options = { [customFetch]: fetchKeys(client, http), cooldownDuration: 1_000 }
        keySet = { uri, keys: createRemoteJWKSet(new URL(uri), options) }
      }
      return keySet.keys
    },
  }
}

/** Keys that cannot be had now are told apart from keys that are no good: a renewal is tried again. */
function fetchKeys(client: OidcClient, http: IssuerHttp): IssuerHttp['fetch'] {
  return async (url, init) => {
    const response = await http.fetch(url, init)
    if (response.status < 500) return response
    throw new AppError(
      'ISSUER_UNREACHABLE',
      `The issuer ${client.issuer} answers its jwks_uri with HTTP ${response.status}. Look at the identity provider's own state.`,
    )
  }
}
