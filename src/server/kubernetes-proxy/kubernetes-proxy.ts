import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Dispatcher } from 'undici'
import { CLUSTERS_PATH } from '../../contract/paths.ts'
import type { Cluster, ClusterRegistry } from '../clusters/cluster.ts'
import { checkOrigin, comesFromOwnPage, foreignOrigin, type OwnAddress } from './check-origin.ts'
import { apiPath } from './ask-version.ts'
import type { ClusterDispatchers } from './cluster-dispatchers.ts'
import { requestHeaders } from './forwarded-headers.ts'
import { forwardResponse } from './forward-response.ts'
import { createOpenStreams, isEndless } from './open-streams.ts'
import {
  clusterUnknown,
  refused,
  statusResponse,
  targetRefused,
  upstreamFailure,
  type ProxyFailure,
} from './proxy-failure.ts'
import { readTarget } from './read-target.ts'
import { forwardUpgrade, responseTo } from './upgrade.ts'

const METHODS: Dispatcher.HttpMethod[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']

export interface KubernetesProxyOptions {
  readonly registry: ClusterRegistry
  /** Whoever made them ends them. */
  readonly dispatchers: ClusterDispatchers
  readonly listen: OwnAddress
}

/** Serves `/clusters/NAME/*`: each registered cluster's Kubernetes API, with the visitor's own bearer and nothing else. */
export async function kubernetesProxy(app: FastifyInstance, options: KubernetesProxyOptions): Promise<void> {
  const { registry, dispatchers, listen } = options
  const streams = createOpenStreams()
  const prefix = `${app.prefix}${CLUSTERS_PATH}/`

  const findTarget = (rawUrl: string): { cluster: Cluster; path: string } | ProxyFailure => {
    const target = readTarget(rawUrl, prefix)
    if (typeof target === 'string') return targetRefused(target)
    const cluster = registry.find(target.cluster)
    if (cluster === undefined) return clusterUnknown(`none is called ${target.cluster}`)
    if (cluster.status === 'broken') return { httpStatus: 503, finding: cluster.reason }
    return { cluster, path: apiPath(cluster, target.path) }
  }

  const forwarderFor = (response: ServerResponse, cluster: Cluster, log: FastifyBaseLogger) =>
    forwardResponse(response, (error) => {
      const failure = upstreamFailure(error, cluster)
      // Not the error itself: undici's may hold a piece of what was read.
      const { code, message } = failure.finding
      log.warn({ cluster: cluster.name, code, detail: error.message }, message)
      fail(response, failure)
    })

  // Bodies stream through as they come, of any type and size.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  app.route({
    method: METHODS,
    url: `${CLUSTERS_PATH}/:cluster/*`,
    exposeHeadRoute: false,
    handler: (request, reply) => {
      reply.hijack()
      const refusal = checkOrigin(request.raw, listen)
      if (refusal) return fail(reply.raw, refusal)
      const target = findTarget(request.raw.url ?? '')
      if ('finding' in target) return fail(reply.raw, target)

      const { cluster, path } = target
      const forwarder = forwarderFor(reply.raw, cluster, request.log)
      const endless = isEndless(path)
      if (endless) reply.raw.once('close', streams.add(forwarder.finish))
      dispatchers.for(cluster).dispatch(
        {
          origin: cluster.server.origin,
          path,
          method: request.raw.method as Dispatcher.HttpMethod,
          headers: requestHeaders(request.raw.headers),
          body: hasBody(request.raw) ? request.raw : null,
          // A log that is followed may have no line, and with some API servers no headers, for long.
          ...(endless && { headersTimeout: 0 }),
        },
        forwarder.handler,
      )
    },
  })

  const onUpgrade = (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    try {
      answerHandshake(request, socket, head)
    } catch (error) {
      // Nobody else would catch it. A handshake sent behind a request that is still being answered comes here: its
      // socket takes no second response.
      app.log.warn({ err: error }, 'a WebSocket handshake failed')
      socket.destroy()
    }
  }
  const answerHandshake = (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const response = responseTo(request, socket)
    const target = findTarget(request.url ?? '')
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      return fail(response, refused(400, 'Only WebSockets are carried.', 'Ask for Upgrade: websocket.'))
    }
    if (!comesFromOwnPage(request, listen)) return fail(response, foreignOrigin('WebSocket'))
    if ('finding' in target) return fail(response, target)

    const { cluster, path } = target
    const upstream = { dispatcher: dispatchers.for(cluster), origin: cluster.server.origin, path }
    socket.once(
      'close',
      streams.add(() => socket.destroySoon()),
    )
    forwardUpgrade({ request, socket, head, response }, upstream, forwarderFor(response, cluster, app.log))
  }
  app.server.on('upgrade', onUpgrade)

  app.addHook('preClose', async () => streams.endAll())
}

function fail(response: ServerResponse, failure: ProxyFailure): void {
  const { headers, body } = statusResponse(failure)
  response.writeHead(failure.httpStatus, headers)
  response.end(body)
}

function hasBody(request: IncomingMessage | Http2ServerRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  if ('stream' in request) return !request.stream.endAfterHeaders
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  return encoding !== undefined || (length !== undefined && length !== '0')
}
