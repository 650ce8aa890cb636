import { fastify, LogController } from 'fastify'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createLog } from './create-log.ts'
import { createRequestIds, requestLog } from './request-log.ts'

async function linesOf(urls: readonly string[], remoteAddress = '192.0.2.1'): Promise<object[]> {
  const output = new PassThrough()
  const app = fastify({
    loggerInstance: createLog({ level: 'info', format: 'json' }, output),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: createRequestIds(),
  })
  await app.register(requestLog, { trustedProxies: ['10.0.0.0/8'] })
  for (const route of ['/fairlead/clusters/:cluster/*', '/fairlead/*', '/fairlead/', '/healthz', '/config']) {
    app.get(route, async () => 'x')
  }
  app.get('/failing/healthz', async (_request, reply) => reply.code(500).send())
  for (const url of urls)
    await app.inject({
      url,
      remoteAddress,
      headers: { authorization: 'Bearer secret', cookie: 'a=secret', 'x-forwarded-for': '198.51.100.7' },
    })
  const lines = String(output.read() ?? '')
    .split('\n')
    .filter(Boolean)
  return lines.map((line) => JSON.parse(line) as object)
}

test('a request leaves a line with its route and cluster, and nothing else of its address', async () => {
  const [line, ...others] = await linesOf(['/fairlead/clusters/a~2Fb/api/v1/namespaces/secret?token=secret'])
  expect(others).toEqual([])
  expect(line).toMatchObject({
    method: 'GET',
    route: '/fairlead/clusters/:cluster/*',
    cluster: 'a/b',
    status: 200,
    ms: expect.any(Number),
    reqId: expect.any(String),
  })
  expect(JSON.stringify(line)).not.toContain('secret')
})

test('the callback’s code is in no line', async () => {
  expect(await linesOf(['/fairlead/oidc-callback?code=secret&state=secret'])).toEqual([])
})

test('probes, pages and files are not worth a line; their failures are', async () => {
  expect(await linesOf(['/healthz', '/fairlead/', '/fairlead/assets/x.js'])).toEqual([])
  expect(await linesOf(['/failing/healthz', '/config'])).toMatchObject([
    { status: 500 },
    { route: '/config' },
  ])
})

test('a path that no route has leaves no trace of itself', async () => {
  const [line] = await linesOf(['/nowhere/secret?code=secret'])
  expect(line).toMatchObject({ route: 'none', status: 404 })
  expect(JSON.stringify(line)).not.toContain('secret')
})

test('a request’s client is the other end of the connection, or whom a trusted proxy names', async () => {
  expect(await linesOf(['/config'])).toMatchObject([{ client: '192.0.2.1' }])
  expect(await linesOf(['/config'], '10.1.2.3')).toMatchObject([{ client: '198.51.100.7' }])
})

test('request IDs differ, and differ between processes', () => {
  const [one, other] = [createRequestIds(), createRequestIds()]
  expect(new Set([one(), one(), other(), other()]).size).toBe(4)
})
