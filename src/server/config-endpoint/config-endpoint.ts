import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { CONFIG_PATH } from '../../contract/paths.ts'
import {
  configSchema,
  type ClusterConfig,
  type Config,
  type OidcClientConfig,
} from '../../contract/config.ts'
import type { ClusterRegistry, ListedCluster, OidcClient } from '../clusters/cluster.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Settings } from '../settings/settings.ts'
import { otherAccountPrompt } from './other-account-prompt.ts'

/** What `oidc` finds out of an issuer, as far as this endpoint reads it. */
type Discovery =
  | {
      readonly status: 'ready'
      readonly metadata: {
        readonly authorization_endpoint: string
        readonly authorization_response_iss_parameter_supported?: boolean
        readonly end_session_endpoint?: string
        readonly prompt_values_supported?: readonly string[]
      }
    }
  | { readonly status: 'unavailable'; readonly reason: Finding }

export interface ConfigEndpointOptions {
  readonly registry: Pick<ClusterRegistry, 'list'>
  readonly discover: (client: OidcClient) => Promise<Discovery>
  readonly issueNonce: (client: OidcClient, browserId: string) => string
  readonly browserId: (request: FastifyRequest, reply: FastifyReply) => string
  readonly version: string
  readonly signIn: Settings['signIn']
}

/** Serves `GET /config`: what the browser is told before anyone signs in. */
export const configEndpoint: FastifyPluginAsync<ConfigEndpointOptions> = async (app, options) => {
  app.get(CONFIG_PATH, async (request, reply) => {
    const listed = options.registry.list()
    const browserId = options.browserId(request, reply)
    const oidcClients = await Promise.all(
      oidcClientsOf(listed).map(async (client) =>
        describeOidcClient(client, await options.discover(client), () =>
          options.issueNonce(client, browserId),
        ),
      ),
    )
    // Parsing keeps only what the contract names, so that nothing else of a client or a cluster can slip out.
    const clusters = listed.map(describeCluster)
    const config: Config = configSchema.parse({
      version: options.version,
      clusters,
      oidcClients,
      signIn: options.signIn,
    })
    return reply
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .type('application/json; charset=utf-8')
      .send(config)
  })
}

/** Not asked of the registry once more: its files may have changed since the clusters were listed. */
function oidcClientsOf(clusters: readonly ListedCluster[]): readonly OidcClient[] {
  const clients = clusters.flatMap((cluster) => (cluster.status === 'ready' && cluster.oidc) || [])
  return [...new Map(clients.map((client) => [client.key, client])).values()]
}

function describeCluster(cluster: ListedCluster): ClusterConfig {
  if (cluster.status === 'broken') return { status: 'broken', name: cluster.name, reason: cluster.reason }
  const { name, server, oidc } = cluster
  return {
    status: 'ready',
    name,
    server: server.host,
    signIn: oidc ? { method: 'oidc', clientKey: oidc.key } : { method: 'token' },
  }
}

function describeOidcClient(
  client: OidcClient,
  discovery: Discovery,
  issueNonce: () => string,
): OidcClientConfig {
  const known = {
    key: client.key,
    issuer: client.issuer,
    clientId: client.clientId,
    scopes: [...client.scopes],
    useAccessToken: client.useAccessToken,
  }
  if (discovery.status === 'unavailable') {
    return { ...known, status: 'unavailable', reason: discovery.reason }
  }
  const { metadata } = discovery
  const { end_session_endpoint: endSessionEndpoint } = metadata
  const namesItself = metadata.authorization_response_iss_parameter_supported === true
  return {
    ...known,
    status: 'ready',
    authorizationEndpoint: metadata.authorization_endpoint,
    ...(endSessionEndpoint !== undefined && { endSessionEndpoint }),
    authorizationParameters: { ...client.authorizationParameters },
    otherAccountPrompt: otherAccountPrompt(client.issuer, metadata.prompt_values_supported),
    ...(client.callbackUrl !== undefined && { redirectUri: client.callbackUrl }),
    ...(namesItself && { namesItselfInCallback: true }),
    nonce: issueNonce(),
  }
}
