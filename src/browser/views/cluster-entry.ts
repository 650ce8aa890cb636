import type { ClusterName } from '../../contract/cluster-name.ts'
import type { ClusterConfig, Config, OidcClientConfig } from '../../contract/config.ts'
import type { Finding } from '../../contract/finding.ts'

interface WithIssuer {
  readonly name: ClusterName
  /** Host and port of the API server. */
  readonly server: string
  readonly issuer: string
  readonly issuerHost: string
  /** The other clusters that the same sign-in opens. */
  readonly sharedWith: readonly ClusterName[]
}

export type ReadyEntry = { readonly status: 'ready' } & WithIssuer
export type UnavailableEntry = {
  readonly status: 'issuer-unavailable'
  readonly reason: Finding
} & WithIssuer
export type BrokenEntry = {
  readonly status: 'broken'
  readonly name: ClusterName
  readonly reason: Finding
}

/** A cluster as a person meets it: the cluster, its identity provider, and whether both can be used. */
export type ClusterEntry = ReadyEntry | UnavailableEntry | BrokenEntry

export const clusterEntries = (config: Config): ClusterEntry[] =>
  config.clusters.map((cluster) => clusterEntry(config, cluster))

export function findClusterEntry(config: Config, name: ClusterName): ClusterEntry | undefined {
  const cluster = config.clusters.find((candidate) => candidate.name === name)
  return cluster && clusterEntry(config, cluster)
}

function clusterEntry(config: Config, cluster: ClusterConfig): ClusterEntry {
  if (cluster.status === 'broken') return cluster
  const client = config.oidcClients.find((candidate) => candidate.key === cluster.signIn.clientKey)
  if (!client) return { status: 'broken', name: cluster.name, reason: CLIENT_MISSING }
  const known = {
    name: cluster.name,
    server: cluster.server,
    issuer: client.issuer,
    issuerHost: hostOf(client.issuer),
    sharedWith: clustersOf(config, client).filter((name) => name !== cluster.name),
  }
  return client.status === 'ready'
    ? { status: 'ready', ...known }
    : { status: 'issuer-unavailable', reason: client.reason, ...known }
}

const CLIENT_MISSING: Finding = {
  code: 'OIDC_CLIENT_UNKNOWN',
  message: 'The backend names an OIDC client for this cluster that it does not describe.',
  remedy: 'Reload the page. If this stays, restart Fairlead.',
}

const clustersOf = (config: Config, client: OidcClientConfig) =>
  config.clusters
    .filter((cluster) => cluster.status === 'ready' && cluster.signIn.clientKey === client.key)
    .map((cluster) => cluster.name)

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
