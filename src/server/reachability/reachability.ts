import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { REACHABILITY_PATH } from '../../contract/paths.ts'
import { reachabilityAnswerSchema } from '../../contract/reachability.ts'
import type { Finding } from '../../contract/finding.ts'
import { createReachability, type ReachabilityDeps } from './create-reachability.ts'

export interface ReachabilityOptions extends Pick<ReachabilityDeps, 'registry' | 'ask'> {
  /** Says why a request is not one of our own page's. */
  readonly refuse: (request: FastifyRequest) => Finding | undefined
}

/** Serves `GET /reachability`: which API servers the backend can reach, and since when. */
export const reachability: FastifyPluginAsync<ReachabilityOptions> = async (app, options) => {
  const { registry, ask, refuse } = options
  const nowMs = () => performance.now()
  const { look, close } = createReachability({ registry, ask, log: app.log, nowMs, timers: TIMERS })
  app.addHook('preClose', async () => close())

  app.get(REACHABILITY_PATH, async (request, reply) => {
    reply.header('cache-control', 'no-store').type('application/json; charset=utf-8')
    const refusal = refuse(request)
    if (refusal !== undefined) return reply.code(403).send(refusal)
    return reachabilityAnswerSchema.parse({ clusters: await look() })
  })
}

const TIMERS = {
  after(delayMs: number, done: () => void) {
    const timer = setTimeout(done, delayMs)
    return () => clearTimeout(timer)
  },
}
