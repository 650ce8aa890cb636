import type { ClusterName } from '../../contract/cluster-name.ts'
import type { ClusterConfig, Config, OidcClientConfig } from '../../contract/config.ts'
import type { Finding } from '../../contract/finding.ts'
import { hostOf } from './host-of.ts'

interface KnownCluster {
  readonly name: ClusterName
  /** Host and port of the API server. */
  readonly server: string
  /** The other clusters that the same sign-in opens. */
  readonly sharedWith: readonly ClusterName[]
}

interface ByOidc extends KnownCluster {
  readonly method: 'oidc'
  readonly clientKey: string
  readonly issuer: string
  readonly issuerHost: string
}

/** No identity provider is known here: one brings a token along. */
interface ByToken extends KnownCluster {
  readonly method: 'token'
}

export type OidcEntry = { readonly status: 'ready' } & ByOidc
export type TokenEntry = { readonly status: 'ready' } & ByToken
export type ReadyEntry = OidcEntry | TokenEntry
export type UnavailableEntry = { readonly status: 'issuer-unavailable'; readonly reason: Finding } & ByOidc
export type BrokenEntry = {
  readonly status: 'broken'
  readonly name: ClusterName
  readonly reason: Finding
}

/** A cluster that one can sign in to, now or once its identity provider answers. */
export type SignInEntry = ReadyEntry | UnavailableEntry

/** A cluster as a person meets it: the cluster, the way into it, and whether both can be used. */
export type ClusterEntry = SignInEntry | BrokenEntry

const ENTRIES = new WeakMap<Config, readonly ClusterEntry[]>()

/** In the order of the config. The same entries for the same config, so that a row is drawn again only for a reason. */
export function clusterEntries(config: Config): readonly ClusterEntry[] {
  const entries = ENTRIES.get(config) ?? config.clusters.map((cluster) => clusterEntry(config, cluster))
  ENTRIES.set(config, entries)
  return entries
}

export const findClusterEntry = (config: Config, name: ClusterName): ClusterEntry | undefined =>
  clusterEntries(config).find((entry) => entry.name === name)

function clusterEntry(config: Config, cluster: ClusterConfig): ClusterEntry {
  if (cluster.status === 'broken') return cluster
  const { name, server, signIn } = cluster
  if (signIn.method === 'token') return { status: 'ready', method: 'token', name, server, sharedWith: [] }
  const client = config.oidcClients.find((candidate) => candidate.key === signIn.clientKey)
  if (!client) return { status: 'broken', name, reason: CLIENT_MISSING }
  const known: ByOidc = {
    method: 'oidc',
    name,
    server,
    clientKey: client.key,
    issuer: client.issuer,
    issuerHost: hostOf(client.issuer),
    sharedWith: clustersOf(config, client).filter((other) => other !== name),
  }
  return client.status === 'ready'
    ? { status: 'ready', ...known }
    : { status: 'issuer-unavailable', reason: client.reason, ...known }
}

/** The hosts of the issuers of these clusters at which one can sign out, each once. */
export function issuersWithLogout(config: Config, clusters: readonly ClusterName[]): readonly string[] {
  const clients = config.oidcClients.filter((client) =>
    config.clusters.some((cluster) => clusters.includes(cluster.name) && usesClient(cluster, client.key)),
  )
  return [
    ...new Set(
      clients.flatMap((client) =>
        client.status === 'ready' && client.endSessionEndpoint !== undefined ? [hostOf(client.issuer)] : [],
      ),
    ),
  ]
}

const CLIENT_MISSING: Finding = {
  code: 'OIDC_CLIENT_UNKNOWN',
  message: 'The backend names an OIDC client for this cluster that it does not describe.',
  remedy: 'Reload the page. If this stays, restart Fairlead.',
}

const clustersOf = (config: Config, client: OidcClientConfig) =>
  config.clusters.filter((cluster) => usesClient(cluster, client.key)).map((cluster) => cluster.name)

const usesClient = (cluster: ClusterConfig, clientKey: string) =>
  cluster.status === 'ready' && cluster.signIn.method === 'oidc' && cluster.signIn.clientKey === clientKey
