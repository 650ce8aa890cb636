import type { FastifyInstance } from 'fastify'

/** A thing that must hold before a replica takes requests, by what it is about. */
export type Check = () => string | undefined

export interface HealthOptions {
  /** Each gives the reason when it does not hold. */
  readonly checks: Readonly<Record<string, Check>>
}

/**
 * Serves `/healthz` (the process answers) and `/readyz` (it can serve people), in the form of Kubernetes' own.
 *
 * @see https://kubernetes.io/docs/reference/using-api/health-checks/
 */
export async function health(app: FastifyInstance, { checks }: HealthOptions): Promise<void> {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })

  app.get('/healthz', async (_request, reply) => reply.type('text/plain').send('ok'))

  app.get('/readyz', async (request, reply) => {
    const all: HealthOptions['checks'] = { ...checks, shutdown: () => (isClosing ? 'under way' : undefined) }
    const results = Object.entries(all).map(([name, check]) => ({ name, fault: check() }))
    const isReady = results.every(({ fault }) => fault === undefined)
    const lines = results.map(({ name, fault }) =>
      fault === undefined ? `[+]${name} ok` : `[-]${name} failed: ${fault}`,
    )
    const isVerbose = Object.hasOwn(request.query as object, 'verbose')
    const body = isReady && !isVerbose ? 'ok' : [...lines, isReady ? 'ready' : 'not ready', ''].join('\n')
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .type('text/plain')
      .send(body)
  })
}
