import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fastifyPlugin } from 'fastify-plugin'
import { decodeClusterName } from '../../contract/cluster-name.ts'
import { clientAddress } from './client-address.ts'

/** Probes, and files and pages of the site. */
const QUIET_ROUTES = /\/(?:healthz|readyz)$|^(?!.*\/:cluster\/).*\/\*?$/

/** Request IDs that are unique among replicas and restarts. A client has no say in them. */
export function createRequestIds(): () => string {
  const prefix = randomBytes(6).toString('base64url')
  let count = 0
  return () => `${prefix}-${(++count).toString(36)}`
}

export interface RequestLogOptions {
  readonly trustedProxies: readonly string[]
}

/**
 * Logs a line when an answer has ended. It names the route, never the address that was asked for: queries hold
 * authorization codes, and paths hold what people look at.
 */
export const requestLog = fastifyPlugin(
  async (app: FastifyInstance, { trustedProxies }: RequestLogOptions) => {
    // A connection that is over does not say any more whose it was.
    const clients = new WeakMap<FastifyRequest, string | undefined>()
    app.addHook('onRequest', async (request) => {
      clients.set(request, clientAddress(request.raw, trustedProxies))
    })
    app.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'none'
      const { cluster } = request.params as { cluster?: string }
      const line = {
        method: request.method,
        route,
        ...(cluster !== undefined && { cluster: decodeClusterName(cluster) ?? 'unknown' }),
        status: reply.raw.statusCode,
        ms: Math.round(reply.elapsedTime),
        client: clients.get(request),
        ...(reply.raw.writableFinished ? {} : { brokenOff: true }),
      }
      const isQuiet = QUIET_ROUTES.test(route) && reply.raw.statusCode < 400
      request.log[isQuiet ? 'debug' : 'info'](line, 'request')
    })
  },
)
