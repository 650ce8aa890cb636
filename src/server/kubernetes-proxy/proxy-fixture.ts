import { createServer, request, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fastify, type FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import type { Cluster, ClusterRegistry, ListedCluster, OidcClient } from '../clusters/cluster.ts'
import type { OwnAddress } from './check-origin.ts'
import { createClusterDispatchers } from './cluster-dispatchers.ts'
import { kubernetesProxy } from './kubernetes-proxy.ts'

type ClusterWithOidc = Cluster & { readonly oidc: OidcClient }

/** A cluster as the registry lists it, for an API server of a test. */
export function clusterAt(server: string, rest: Partial<ClusterWithOidc> = {}): ClusterWithOidc {
  return {
    status: 'ready',
    name: clusterNameSchema.parse('harbour'),
    server: new URL(server),
    tls: { insecureSkipVerify: false },
    oidc: {
      key: 'key',
      issuer: 'https://issuer.example',
      clientId: 'fairlead',
      scopes: ['openid'],
      useAccessToken: false,
      authorizationParameters: {},
      tls: { insecureSkipVerify: false },
    },
    source: 'test',
    ...rest,
  }
}

export function registryOf(clusters: readonly ListedCluster[]): ClusterRegistry {
  return {
    list: () => clusters,
    find: (name) => clusters.find((cluster) => cluster.name === name),
    oidcClients: () => [],
    findOidcClient: () => undefined,
  }
}

/** An API server on loopback, of a test's own making. */
export async function startUpstream(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer({ maxHeaderSize: 128 * 1024 }, listener)
  return { url: `http://127.0.0.1:${await listen(server)}`, server }
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

export async function startProxy(
  registry: ClusterRegistry,
  { prefix = '', ...listen }: Partial<OwnAddress> & { prefix?: string } = {},
): Promise<{ app: FastifyInstance; url: string; port: number }> {
  const app = fastify({ http: { maxHeaderSize: 64 * 1024 }, routerOptions: { maxParamLength: 4096 } })
  const dispatchers = createClusterDispatchers(registry)
  await app.register(kubernetesProxy, {
    prefix,
    registry,
    dispatchers,
    listen: { trustedProxies: [], ...listen },
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    app.server.closeAllConnections()
    await app.close()
    await dispatchers.destroy()
  })
  return { app, url, port: (app.server.address() as AddressInfo).port }
}

/** A request as it is, with the path and headers that `fetch` would refuse or mend. */
export function send(
  url: string,
  options: { path: string; method?: string; headers?: Record<string, string | string[]> },
): Promise<IncomingMessage & { text: () => Promise<string> }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const outgoing = request({ hostname, port, agent: false, ...options }, (response) => {
      const text = async () => Buffer.concat(await response.toArray()).toString()
      resolve(Object.assign(response, { text }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}
