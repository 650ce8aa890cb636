import { fastify } from 'fastify'
import { expect, test } from 'vitest'
import { health } from './health.ts'

async function probe(path: string, fault?: string) {
  const app = fastify()
  await app.register(health, { checks: { clusters: () => undefined, site: () => fault } })
  const { statusCode, body } = await app.inject(path)
  return { statusCode, body }
}

test('a process that answers is healthy, even when it is not ready', async () => {
  expect(await probe('/healthz', 'not built')).toEqual({ statusCode: 200, body: 'ok' })
})

test('it is ready when every check holds', async () => {
  expect(await probe('/readyz')).toEqual({ statusCode: 200, body: 'ok' })
  expect((await probe('/readyz?verbose')).body).toContain('[+]clusters ok\n[+]site ok\n')
})

test('the check that fails is named', async () => {
  const { statusCode, body } = await probe('/readyz', 'not built')
  expect(statusCode).toBe(503)
  expect(body).toContain('[+]clusters ok\n[-]site failed: not built\n')
})
