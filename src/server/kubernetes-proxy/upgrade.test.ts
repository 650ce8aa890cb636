import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { OwnAddress } from './check-origin.ts'
import { clusterAt, registryOf, startProxy, startUpstream } from './proxy-fixture.ts'

const PROTOCOLS = ['v5.channel.k8s.io', 'base64url.bearer.authorization.k8s.io.dA']

async function echoThroughProxy(listen: Partial<OwnAddress> = {}) {
  const upstream = await startUpstream((_request, response) => response.writeHead(403).end('forbidden'))
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'v5.channel.k8s.io' })
  const requests: IncomingMessage[] = []
  upstream.server.on('upgrade', (request, socket, head) => {
    requests.push(request)
    if (request.url?.endsWith('/refused')) {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 9\r\n\r\nforbidden')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('message', (data, isBinary) => webSocket.send(data, { binary: isBinary }))
    })
  })
  const { url, app } = await startProxy(registryOf([clusterAt(upstream.url)]), listen)
  const open = (path: string, headers: Record<string, string> = {}) =>
    new WebSocket(`${url.replace('http', 'ws')}/clusters/harbour${path}`, PROTOCOLS, {
      headers: { origin: url, ...headers },
    })
  return { open, sockets, requests, app }
}

test('a WebSocket goes through, its protocols and bytes as they were', async () => {
  const { open, requests } = await echoThroughProxy()
  const webSocket = open('/api/v1/exec?command=sh', { cookie: 'a=1', 'impersonate-user': 'admin' })
  await once(webSocket, 'open')
  expect(webSocket.protocol).toBe('v5.channel.k8s.io')
  expect(requests[0]?.url).toBe('/api/v1/exec?command=sh')
  expect(requests[0]?.headers).not.toHaveProperty('cookie')
  expect(requests[0]?.headers).not.toHaveProperty('origin')
  expect(requests[0]?.headers).not.toHaveProperty('impersonate-user')
  expect(requests[0]?.headers['sec-websocket-protocol']).toBe(PROTOCOLS.join(','))

  const large = Buffer.alloc(4 * 1024 * 1024, 7)
  webSocket.send(large)
  const [echo] = (await once(webSocket, 'message')) as [Buffer]
  expect(echo.equals(large)).toBe(true)
  webSocket.close(1000)
  await once(webSocket, 'close')
})

test('a WebSocket that one side drops is gone on the other', async () => {
  const { open, sockets } = await echoThroughProxy()
  const first = open('/api/v1/exec')
  await once(first, 'open')
  const [upstream] = sockets.clients
  first.terminate()
  if (upstream) await once(upstream, 'close')

  const second = open('/api/v1/exec')
  await once(second, 'open')
  for (const client of sockets.clients) client.terminate()
  await once(second, 'close')
})

test.each(['https://evil.example', 'null'])('a WebSocket of %s is refused', async (origin) => {
  const { open, requests } = await echoThroughProxy()
  const webSocket = open('/api/v1/exec', { origin })
  const [error] = (await once(webSocket, 'error')) as [Error]
  expect(error.message).toContain('403')
  expect(requests).toEqual([])
})

test('a WebSocket of a page that made its own name point to us is refused', async () => {
  const { open, requests } = await echoThroughProxy()
  const webSocket = open('/api/v1/exec', { host: 'evil.example', origin: 'http://evil.example' })
  const [error] = (await once(webSocket, 'error')) as [Error]
  expect(error.message).toContain('403')
  expect(requests).toEqual([])
})

describe('a WebSocket that a proxy in front of us passes on', () => {
  const FORWARDED = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'fairlead.example' }
  const open = async (trustedProxies: readonly string[], origin: string) => {
    const proxy = await echoThroughProxy({ trustedProxies })
    return { ...proxy, webSocket: proxy.open('/api/v1/exec', { origin, ...FORWARDED }) }
  }

  test('is one of our page’s where the proxy is trusted and names the page’s origin', async () => {
    const { webSocket } = await open(['127.0.0.1'], 'https://fairlead.example')
    await once(webSocket, 'open')
    webSocket.terminate()
  })

  test.each([
    [[], 'https://fairlead.example'],
    [['10.0.0.0/8'], 'https://fairlead.example'],
    [['127.0.0.1'], 'http://fairlead.example'],
    [['127.0.0.1'], 'https://evil.example'],
  ])('with %j trusted, of %s, is refused', async (trustedProxies, origin) => {
    const { webSocket, requests } = await open(trustedProxies, origin)
    const [error] = (await once(webSocket, 'error')) as [Error]
    expect(error.message).toContain('403')
    expect(requests).toEqual([])
  })
})

test('a handshake whose client goes away before the answer ends upstream', async () => {
  const upstream = await startUpstream(() => {})
  const { url, port } = await startProxy(registryOf([clusterAt(upstream.url)]))
  const upgraded = once(upstream.server, 'upgrade') as Promise<[IncomingMessage, Socket]>
  const client = connect(port, '127.0.0.1')
  client.write(
    `GET /clusters/harbour/api HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: ${url}\r\n` +
      'connection: upgrade\r\nupgrade: websocket\r\n\r\n',
  )
  const [, socket] = await upgraded
  socket.resume()
  client.destroy()
  await once(socket, 'end')
})

test.each([
  ['/refused', '403'],
  ['/../../x%2f', '400'],
])('a handshake for %s that is refused gives the reason’s status', async (path, status) => {
  const { open } = await echoThroughProxy()
  const [error] = (await once(open(path), 'error')) as [Error]
  expect(error.message).toContain(status)
})

test('a shutdown ends WebSockets', async () => {
  const { open, app } = await echoThroughProxy()
  const webSocket = open('/api/v1/exec')
  await once(webSocket, 'open')
  const closed = vi.fn()
  webSocket.on('close', closed)
  await app.close()
  await vi.waitFor(() => expect(closed).toHaveBeenCalled())
})

test('a handshake sent behind a request that is still being answered ends its connection and nothing else', async () => {
  const upstream = await startUpstream(() => {})
  const { app, url, port } = await startProxy(registryOf([clusterAt(upstream.url)]))
  const client = connect(port, '127.0.0.1')
  const host = `HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n`
  client.write(`GET /clusters/harbour/version ${host}\r\n`)
  client.write(
    `GET /clusters/harbour/api ${host}origin: ${url}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`,
  )
  await once(client, 'close')
  expect(app.server.listening).toBe(true)
})
