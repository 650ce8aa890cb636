import { fastify } from 'fastify'
import { expect, test, vi } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import { reachabilityAnswerSchema } from '../../contract/reachability.ts'
import type { Cluster } from '../clusters/cluster.ts'
import { reachability, type ReachabilityOptions } from './reachability.ts'

const CLUSTER: Cluster = {
  status: 'ready',
  name: clusterNameSchema.parse('harbour'),
  server: new URL('https://harbour.example'),
  tls: { insecureSkipVerify: false },
  source: 'test',
}

async function ask(options: Partial<ReachabilityOptions> = {}) {
  const app = fastify()
  await app.register(reachability, {
    prefix: '/fairlead',
    registry: { list: () => [CLUSTER] },
    ask: async () => undefined,
    refuse: () => undefined,
    ...options,
  })
  return app.inject('/fairlead/reachability')
}

test('the answer is the contract’s, and for now only', async () => {
  const reason = { code: 'CLUSTER_TLS_UNTRUSTED' as const, message: 'Not trusted.', remedy: 'Trust it.' }
  const response = await ask({ ask: async () => reason })
  expect(response.statusCode).toBe(200)
  expect(response.headers['cache-control']).toBe('no-store')
  expect(reachabilityAnswerSchema.parse(response.json())).toEqual({
    clusters: [{ cluster: 'harbour', status: 'unreachable', forS: 0, reason }],
  })
})

test('who is not our own page is refused, and nobody is asked for it', async () => {
  const refusal = { code: 'PROXY_REQUEST_REFUSED' as const, message: 'Of another origin.' }
  const asked = vi.fn(async () => undefined)
  const response = await ask({ refuse: () => refusal, ask: asked })
  expect(response.statusCode).toBe(403)
  expect(response.headers['cache-control']).toBe('no-store')
  expect(response.json()).toEqual(refusal)
  expect(asked).not.toHaveBeenCalled()
})
