import { createServer } from 'node:https'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Cluster } from '../clusters/cluster.ts'
import { TEST_CERTIFICATE, TEST_PRIVATE_KEY } from '../settings/certificate-fixture.ts'
import { askVersion } from './ask-version.ts'
import { createClusterDispatchers } from './cluster-dispatchers.ts'
import { clusterAt, listen, registryOf, startUpstream } from './proxy-fixture.ts'

async function ask(cluster: Cluster, answerWithinMs?: number) {
  const dispatchers = createClusterDispatchers(registryOf([cluster]))
  onTestFinished(() => dispatchers.destroy())
  return askVersion(dispatchers, cluster, answerWithinMs)
}

test('the API server is asked for its version below its path, with nobody’s credentials', async () => {
  const asked: unknown[] = []
  const { url } = await startUpstream(({ method, url: path, headers }, response) => {
    asked.push({ method, path, headers: Object.keys(headers) })
    response.end('{}')
  })
  expect(await ask(clusterAt(`${url}/k8s/c-1/`))).toBeUndefined()
  expect(asked).toEqual([
    { method: 'GET', path: '/k8s/c-1/version', headers: ['host', 'connection', 'accept'] },
  ])
})

test.each([200, 302, 401, 403, 500, 503])('an answer of %i is one', async (status) => {
  const { url } = await startUpstream((_request, response) => response.writeHead(status).end())
  expect(await ask(clusterAt(url))).toBeUndefined()
})

test('an answer that never ends is one, and is left in time', async () => {
  const left = Promise.withResolvers<undefined>()
  const { url } = await startUpstream((_request, response) => {
    response.on('close', () => left.resolve(undefined))
    response.write('{')
  })
  expect(await ask(clusterAt(url), 50)).toBeUndefined()
  await left.promise
})

test('no connection is a finding in the words of the proxy', async () => {
  expect(await ask(clusterAt('http://127.0.0.1:1'))).toEqual({
    code: 'CLUSTER_UNREACHABLE',
    message: 'There was no connection to the API server of cluster harbour at 127.0.0.1:1 (ECONNREFUSED).',
    remedy: expect.any(String) as string,
  })
})

test('no answer in time is a finding, and the request ends', async () => {
  const left = Promise.withResolvers<undefined>()
  const { url } = await startUpstream((_request, response) =>
    response.on('close', () => left.resolve(undefined)),
  )
  const finding = await ask(clusterAt(url), 50)
  expect(finding).toMatchObject({ code: 'CLUSTER_UNREACHABLE' })
  expect(finding?.message).toContain('no answer in time')
  await left.promise
})

test('a certificate that is not trusted is told from no connection, and gets no request', async () => {
  const asked = vi.fn()
  const server = createServer({ cert: TEST_CERTIFICATE, key: TEST_PRIVATE_KEY }, asked)
  const url = `https://127.0.0.1:${await listen(server)}`
  expect(await ask(clusterAt(url))).toMatchObject({ code: 'CLUSTER_TLS_UNTRUSTED' })
  expect(asked).not.toHaveBeenCalled()
})

test('one connection does for the next request', async () => {
  const { url, server } = await startUpstream((_request, response) => response.end('{}'))
  const connected = vi.fn()
  server.on('connection', connected)
  const cluster = clusterAt(url)
  const dispatchers = createClusterDispatchers(registryOf([cluster]))
  onTestFinished(() => dispatchers.destroy())
  await askVersion(dispatchers, cluster)
  await vi.waitFor(async () => {
    expect(dispatchers.for(cluster)).toMatchObject({ stats: { free: 1 } })
  })
  await askVersion(dispatchers, cluster)
  expect(connected).toHaveBeenCalledOnce()
})
