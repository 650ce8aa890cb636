import { Pool, ProxyAgent, type Dispatcher } from 'undici'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Cluster, ClusterRegistry } from '../clusters/cluster.ts'

const CONNECT_TIMEOUT_MS = 10_000
const HEADERS_TIMEOUT_MS = 60_000
const LARGEST_HEADERS_BYTES = 64 * 1024

/** The connections to API servers: one pool for each cluster, made on first use, replaced when the cluster changes. */
export interface ClusterDispatchers {
  for(cluster: Cluster): Dispatcher
  /** Ends every connection at once, requests under way included. */
  destroy(): Promise<void>
}

export function createClusterDispatchers(registry: ClusterRegistry): ClusterDispatchers {
  const pools = new Map<ClusterName, { cluster: Cluster; dispatcher: Dispatcher }>()

  const add = (cluster: Cluster) => {
    const dispatcher = connectTo(cluster)
    pools.set(cluster.name, { cluster, dispatcher })
    for (const [name, pool] of pools) {
      if (registry.find(name) === undefined) retire(name, pool.dispatcher)
    }
    return dispatcher
  }
  const retire = (name: ClusterName, dispatcher: Dispatcher) => {
    pools.delete(name)
    void dispatcher.close()
  }

  return {
    for: (cluster) => {
      const pool = pools.get(cluster.name)
      if (pool === undefined) return add(cluster)
      if (pool.cluster === cluster) return pool.dispatcher
      if (connection(pool.cluster) === connection(cluster)) {
        pool.cluster = cluster
        return pool.dispatcher
      }
      retire(cluster.name, pool.dispatcher)
      return add(cluster)
    },
    destroy: async () => {
      await Promise.all([...pools.values()].map(({ dispatcher }) => dispatcher.destroy()))
      pools.clear()
    },
  }
}

/** Equal for clusters that are reached and trusted in the same way. */
function connection({ server, tls, proxyUrl }: Cluster): string {
  return JSON.stringify([server.origin, tls.ca, tls.serverName, tls.insecureSkipVerify, proxyUrl?.href])
}

function connectTo({ server, tls, proxyUrl }: Cluster): Dispatcher {
  const trust = {
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
    rejectUnauthorized: !tls.insecureSkipVerify,
    timeout: CONNECT_TIMEOUT_MS,
  }
  const options = {
    // One HTTP/2 connection's limit on streams would let watches block all other requests.
    allowH2: false,
    bodyTimeout: 0,
    headersTimeout: HEADERS_TIMEOUT_MS,
    maxHeaderSize: LARGEST_HEADERS_BYTES,
  }
  if (proxyUrl === undefined) return new Pool(server.origin, { ...options, connect: trust })
  return new ProxyAgent({
    ...options,
    uri: proxyUrl.href,
    requestTls: trust,
    proxyTunnel: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
  })
}
