import type { FastifyPluginAsync } from 'fastify'
import { CONFIG_PATH } from '../../contract/paths.ts'
import {
  configSchema,
  type ClusterConfig,
  type Config,
  type OidcClientConfig,
} from '../../contract/config.ts'
import type { ClusterRegistry, ListedCluster, OidcClient } from '../clusters/cluster.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Finding } from '../../contract/finding.ts'
import type { Settings } from '../settings/settings.ts'

/** What `oidc` finds out of an issuer, as far as this endpoint reads it. */
type Discovery =
  | {
      readonly status: 'ready'
      readonly metadata: {
        readonly authorization_endpoint: string
        readonly authorization_response_iss_parameter_supported?: boolean
        readonly end_session_endpoint?: string
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
  const ready = clusters.filter((cluster) => cluster.status === 'ready')
  return [...new Map(ready.map(({ oidc }) => [oidc.key, oidc])).values()]
}

function describeCluster(cluster: ListedCluster): ClusterConfig {
  if (cluster.status === 'broken') return { status: 'broken', name: cluster.name, reason: cluster.reason }
  return {
    status: 'ready',
    name: cluster.name,
    server: cluster.server.host,
    signIn: { method: 'oidc', clientKey: cluster.oidc.key },
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
  const { authorization_endpoint, authorization_response_iss_parameter_supported, end_session_endpoint } =
    discovery.metadata
  return {
    ...known,
    status: 'ready',
    authorizationEndpoint: authorization_endpoint,
    ...(end_session_endpoint !== undefined && { endSessionEndpoint: end_session_endpoint }),
    authorizationParameters: { ...client.authorizationParameters },
    otherAccountPrompt: 'login',
    ...(client.callbackUrl !== undefined && { redirectUri: client.callbackUrl }),
    ...(authorization_response_iss_parameter_supported === true && { namesItselfInCallback: true }),
    nonce: issueNonce(),
  }
}
