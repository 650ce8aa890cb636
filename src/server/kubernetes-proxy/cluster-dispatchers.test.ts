import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import type { Cluster, ListedCluster } from '../clusters/cluster.ts'
import {
  OTHER_TEST_CERTIFICATE,
  TEST_CERTIFICATE,
  TEST_PRIVATE_KEY,
} from '../settings/certificate-fixture.ts'
import { clusterAt, listen, registryOf, startProxy, startUpstream } from './proxy-fixture.ts'

const TLS = { cert: TEST_CERTIFICATE, key: TEST_PRIVATE_KEY }

async function startTlsUpstream(): Promise<string> {
  const server = createServer(TLS, (_request, response) => response.end('over TLS'))
  return `https://127.0.0.1:${await listen(server)}`
}

async function get(cluster: Cluster): Promise<{ status: number; error: string | null; text: string }> {
  const { url } = await startProxy(registryOf([cluster]))
  const response = await fetch(`${url}/clusters/harbour/version`)
  const error = response.headers.get('fairlead-error')
  return { status: response.status, error, text: await response.text() }
}

test('an API server is trusted by its certificate authority and its name', async () => {
  const tls = { ca: TEST_CERTIFICATE, serverName: 'localhost', insecureSkipVerify: false }
  expect(await get(clusterAt(await startTlsUpstream(), { tls }))).toMatchObject({ text: 'over TLS' })
})

test.each([
  { insecureSkipVerify: false },
  { ca: TEST_CERTIFICATE, insecureSkipVerify: false },
  { ca: TEST_CERTIFICATE, serverName: 'another', insecureSkipVerify: false },
  { ca: OTHER_TEST_CERTIFICATE, serverName: 'localhost', insecureSkipVerify: false },
])('an API server that cannot be verified gets no request (%#)', async (tls) => {
  const answer = await get(clusterAt(await startTlsUpstream(), { tls }))
  expect(answer).toMatchObject({ status: 502, error: 'CLUSTER_TLS_UNTRUSTED' })
})

test('an operator may skip verification', async () => {
  const answer = await get(clusterAt(await startTlsUpstream(), { tls: { insecureSkipVerify: true } }))
  expect(answer.text).toBe('over TLS')
})

test('proxy-url tunnels to the API server, whose certificate is still verified', async () => {
  const targets: string[] = []
  const forwardProxy = createHttpServer()
  forwardProxy.on('connect', (request, socket) => {
    targets.push(request.url ?? '')
    const { hostname, port } = new URL(`http://${request.url}`)
    const upstream = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
    socket.on('close', () => upstream.destroy())
  })
  const proxyUrl = new URL(`http://127.0.0.1:${await listen(forwardProxy)}`)
  const server = await startTlsUpstream()
  const tls = { ca: TEST_CERTIFICATE, serverName: 'localhost', insecureSkipVerify: false }
  expect((await get(clusterAt(server, { tls, proxyUrl }))).text).toBe('over TLS')
  expect(targets).toEqual([new URL(server).host])

  const untrusted = await get(clusterAt(server, { proxyUrl }))
  expect(untrusted.error).toBe('CLUSTER_TLS_UNTRUSTED')
})

test('a proxy-url that cannot be reached is named', async () => {
  const proxyUrl = new URL('http://127.0.0.1:1')
  const answer = await get(clusterAt('https://10.0.0.1:6443', { proxyUrl }))
  expect(answer.error).toBe('CLUSTER_UNREACHABLE')
  expect(answer.text).toContain('127.0.0.1:1')
})

test('a cluster that changes its address is reached at the new one, without a restart', async () => {
  const first = await startUpstream((_request, response) => response.end('first'))
  const second = await startUpstream((_request, response) => response.end('second'))
  const clusters: ListedCluster[] = [clusterAt(first.url)]
  const { url } = await startProxy(registryOf(clusters))
  const ask = async () => (await fetch(`${url}/clusters/harbour/version`)).text()
  expect(await ask()).toBe('first')
  clusters[0] = clusterAt(second.url)
  expect(await ask()).toBe('second')
  clusters.pop()
  expect(JSON.parse(await ask())).toMatchObject({ code: 404 })
})
