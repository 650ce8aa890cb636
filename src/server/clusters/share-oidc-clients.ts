import { isDeepStrictEqual } from 'node:util'
import type { FastifyBaseLogger } from 'fastify'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { ListedCluster, OidcClient } from './cluster.ts'

/**
 * Makes clusters with the same OIDC client hold the same object. Where the rest of a client differs, such as its
 * secret, the first one counts, and the log says so.
 */
export function shareOidcClients(clusters: ReadonlyMap<ClusterName, ListedCluster>, log: FastifyBaseLogger) {
  const oidcClients = new Map<string, OidcClient>()
  const shared = new Map<ClusterName, ListedCluster>()
  for (const [name, cluster] of clusters) {
    if (cluster.status === 'broken' || cluster.oidc === undefined) {
      shared.set(name, cluster)
      continue
    }
    const oidc = oidcClients.get(cluster.oidc.key) ?? cluster.oidc
    oidcClients.set(oidc.key, oidc)
    shared.set(name, { ...cluster, oidc })
    const differing = differingFields(oidc, cluster.oidc)
    if (differing.length > 0)
      log.warn(
        { cluster: name, differing },
        'this cluster shares its OIDC client with an earlier one, whose settings count',
      )
  }
  return { clusters: shared, oidcClients }
}

function differingFields(used: OidcClient, ignored: OidcClient): readonly string[] {
  const fields = new Set([...Object.keys(used), ...Object.keys(ignored)]) as Set<keyof OidcClient>
  return [...fields].filter((field) => field !== 'scopes' && !isDeepStrictEqual(used[field], ignored[field]))
}
