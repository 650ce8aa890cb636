import { fastify, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { answerError } from './answer-error.ts'
import type { ClusterRegistry } from './clusters/cluster.ts'
import { closeGracefully } from './close-gracefully.ts'
import { configEndpoint } from './config-endpoint/config-endpoint.ts'
import { askVersion } from './kubernetes-proxy/ask-version.ts'
import { checkOrigin } from './kubernetes-proxy/check-origin.ts'
import { createClusterDispatchers } from './kubernetes-proxy/cluster-dispatchers.ts'
import { kubernetesProxy } from './kubernetes-proxy/kubernetes-proxy.ts'
import { HTTP_OPTIONS, secureOptions, SERVER_OPTIONS, watchCertificate } from './listen-options.ts'
import { health } from './observe/health.ts'
import { createRequestIds, requestLog } from './observe/request-log.ts'
import { createOidc, type Oidc } from './oidc/create-oidc.ts'
import { reachability } from './reachability/reachability.ts'
import { refuseUnreadableAddress } from './refuse-unreadable-address.ts'
import { refuseUnreadableRequest } from './refuse-unreadable-request.ts'
import type { Settings } from './settings/settings.ts'
import { loadSite } from './site/load-site.ts'
import { site } from './site/site.ts'

const CLOSE_GRACE_MS = 10_000

export interface ServerDeps {
  readonly settings: Settings
  readonly registry: ClusterRegistry
  readonly version: string
  readonly log: FastifyBaseLogger
  /** Where the build wrote the site. */
  readonly siteFolder: string
  /** How long running requests may take to end once the server closes. */
  readonly closeGraceMs?: number
  readonly oidc?: Oidc
}

/**
 * The whole backend, not listening yet. Everything is below the base URL.
 *
 * @throws AppError `SETTINGS_INVALID` when a TLS file cannot be read
 */
export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { settings, registry, version, siteFolder } = deps
  const { listen } = settings
  const { baseUrl: prefix, tls } = listen
  const app = createApp(deps)
  const dispatchers = createClusterDispatchers(registry)
  const oidc = deps.oidc ?? createOidc({ settings, registry, log: app.log })
  const built = await loadSite(siteFolder, prefix)
  if (!built) app.log.error({ siteFolder }, 'the site is not built: run `npm run build`')

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
  })
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send(`There is nothing at this address. Fairlead is at ${prefix}/.\n`),
  )
  await app.register(closeGracefully, { graceMs: deps.closeGraceMs ?? CLOSE_GRACE_MS })
  await app.register(requestLog, { trustedProxies: listen.trustedProxies })
  await app.register(health, {
    prefix,
    checks: {
      clusters: () => (registry.list().length > 0 ? undefined : 'none is known'),
      site: () => (built ? undefined : 'not built'),
    },
  })
  const { discover, issueNonce, browserId } = oidc
  await app.register(configEndpoint, {
    prefix,
    registry,
    version,
    signIn: settings.signIn,
    discover,
    issueNonce,
    browserId,
  })
  await app.register(oidc.relay, { prefix })
  await app.register(kubernetesProxy, { prefix, registry, dispatchers, listen })
  await app.register(reachability, {
    prefix,
    registry,
    ask: (cluster) => askVersion(dispatchers, cluster),
    // Any token would pass for one here: nobody checks it, as an API server does.
    refuse: ({ raw: { headers, socket } }) =>
      checkOrigin({ headers: { ...headers, authorization: undefined }, socket }, listen)?.finding,
  })
  await app.register(site, {
    prefix,
    built,
    isStrictTransport: tls !== undefined,
    formTargets: () => oidc.formTargets(),
    opensWindows: settings.signIn.popup,
  })
  app.addHook('onClose', async () => Promise.all([oidc.close(), dispatchers.destroy()]))
  // The first visitor should not wait for discovery, and the log should say early which issuer has a fault.
  app.addHook('onListen', async () => {
    for (const client of registry.oidcClients()) void oidc.discover(client)
  })
  return app
}

function createApp({ settings, log }: ServerDeps): FastifyInstance {
  const options = {
    ...SERVER_OPTIONS,
    loggerInstance: log,
    genReqId: createRequestIds(),
    frameworkErrors: refuseUnreadableAddress(settings.listen.baseUrl),
    clientErrorHandler: refuseUnreadableRequest,
  }
  const { tls } = settings.listen
  if (tls === undefined) return fastify({ ...options, http: HTTP_OPTIONS })

  const app = fastify({ ...options, http2: true, https: secureOptions(tls) })
  const stopWatching = watchCertificate(app.server, tls, log)
  app.addHook('onClose', async () => stopWatching())
  // Fastify types each kind of server apart; requests and replies behave the same.
  return app as unknown as FastifyInstance
}
