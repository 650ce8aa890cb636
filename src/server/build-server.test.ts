import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { connect, constants, type ClientHttp2Session } from 'node:http2'
import { connect as connectTo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { Agent, fetch } from 'undici'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { buildServer } from './build-server.ts'
import { clusterAt, registryOf, startUpstream } from './kubernetes-proxy/proxy-fixture.ts'
import { createLog } from './observe/create-log.ts'
import { createOidc } from './oidc/create-oidc.ts'
import { exampleClient } from './oidc/relay-fixture.ts'
import { TEST_CERTIFICATE, TEST_PRIVATE_KEY } from './settings/certificate-fixture.ts'
import { readSettings } from './settings/read-settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'server-'))
const [certPath, keyPath] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
writeFileSync(certPath, TEST_CERTIFICATE)
writeFileSync(keyPath, TEST_PRIVATE_KEY)
writeFileSync(join(folder, 'index.html'), 'the page')
const TLS_FLAGS = [`-tls-cert-path=${certPath}`, `-tls-key-path=${keyPath}`]

async function start(upstreamUrl: string, flags: readonly string[] = [], closeGraceMs = 5_000) {
  const { settings } = readSettings({ argv: flags, env: {}, homeDir: folder })
  const log: FastifyBaseLogger = createLog({ level: 'fatal', format: 'json' })
  const registry = registryOf([clusterAt(upstreamUrl)])
  const app = await buildServer({ settings, registry, version: '1', log, siteFolder: folder, closeGraceMs })
  onTestFinished(() => app.close())
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, url: address.replace('127.0.0.1', 'localhost') }
}

const trusting = () => new Agent({ connect: { ca: TEST_CERTIFICATE }, allowH2: false })

async function ask(session: ClientHttp2Session, headers: Record<string, string>) {
  const stream = session.request({ ':method': 'GET', ...headers })
  stream.end()
  const [answer] = (await once(stream, 'response')) as [Record<string, string>]
  return { answer, stream, text: async () => Buffer.concat(await stream.toArray()).toString() }
}

test('everything is below the base URL', async () => {
  const { url: upstream } = await startUpstream((_request, response) => response.end('from the cluster'))
  const { app } = await start(upstream, ['-base-url=/fairlead'])
  const status = async (path: string) => (await app.inject(path)).statusCode
  for (const path of [
    '/healthz',
    '/readyz',
    '/config',
    '/reachability',
    '/',
    '/c/harbour',
    '/clusters/harbour/version',
  ]) {
    expect([path, await status(`/fairlead${path}`)]).toEqual([path, 200])
    expect([path, await status(path)]).toEqual([path, 404])
  }
})

test('the API servers are asked over the proxy’s connections, for our own pages only', async () => {
  const asked: unknown[] = []
  const { url: upstream } = await startUpstream(({ url, headers }, response) => {
    asked.push([url, headers.authorization])
    response.writeHead(403).end()
  })
  const { app } = await start(upstream)
  const ask = (headers: Record<string, string>) => app.inject({ url: '/reachability', headers })
  for (const foreign of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site' },
    { host: 'evil.example' },
    { host: 'evil.example', authorization: 'Bearer made-up' },
  ]) {
    expect((await ask(foreign)).json()).toMatchObject({ code: 'PROXY_REQUEST_REFUSED' })
  }
  const response = await ask({ 'sec-fetch-site': 'same-origin', authorization: 'Bearer t' })
  expect(response.json()).toEqual({ clusters: [{ cluster: 'harbour', status: 'reachable', forS: 0 }] })
  expect(asked).toEqual([['/version', undefined]])
})

test('the page may end sessions at its issuers, and with sign-in-popup open a window', async () => {
  const { settings } = readSettings({ argv: ['-sign-in-popup'], env: {}, homeDir: folder })
  const log = createLog({ level: 'fatal', format: 'json' })
  const registry = registryOf([clusterAt('http://127.0.0.1:1')])
  const client = exampleClient('https://issuer.example/realms/main')
  const knowing = { ...registry, oidcClients: () => [client] }
  const app = await buildServer({ settings, registry: knowing, version: '1', log, siteFolder: folder })
  onTestFinished(() => app.close())
  const { headers } = await app.inject('/c/harbour')
  expect(headers['content-security-policy']).toContain("form-action 'self' https://issuer.example")
  expect(headers['cross-origin-opener-policy']).toBe('same-origin-allow-popups')
})

test('outside the base URL the answer names it', async () => {
  const { app } = await start('http://127.0.0.1:1', ['-base-url=/fairlead'])
  expect((await app.inject('/')).body).toBe('There is nothing at this address. Fairlead is at /fairlead/.\n')
})

describe('an address with a broken escape', () => {
  const answerTo = async (url: string) => {
    const { app } = await start('http://127.0.0.1:1', ['-base-url=/fairlead'])
    const { statusCode, headers, body } = await app.inject(url)
    expect(headers['x-content-type-options']).toBe('nosniff')
    return { statusCode, type: headers['content-type'], body }
  }

  test.each(['/fairlead/c/%E0%A4%A/pods', '/fairlead/%?a=/clusters/', '/%zz', '/clusters/%zz'])(
    'that is a page, %s, is answered for people',
    async (url) => {
      expect(await answerTo(url)).toEqual({
        statusCode: 400,
        type: 'text/plain; charset=utf-8',
        body: expect.stringMatching(
          /^This address cannot be read: .* Fairlead is at \/fairlead\/\.\n$/,
        ) as string,
      })
    },
  )

  test.each(['/fairlead/clusters/%E0%A4%A/api', '/fairlead/oidc/%zz/token'])(
    'of an endpoint, %s, is answered for programs',
    async (url) => {
      expect(await answerTo(url)).toMatchObject({ statusCode: 400, type: 'application/json; charset=utf-8' })
    },
  )
})

test('each issuer is asked for its metadata before anyone signs in', async () => {
  const { settings } = readSettings({ argv: [], env: {}, homeDir: folder })
  const cluster = clusterAt('http://127.0.0.1:1')
  const registry = { ...registryOf([cluster]), oidcClients: () => [cluster.oidc] }
  const log: FastifyBaseLogger = createLog({ level: 'fatal', format: 'json' })
  const oidc = createOidc({ settings, registry, log })
  const discover = vi.spyOn(oidc, 'discover').mockReturnValue(new Promise(() => undefined))
  const app = await buildServer({ settings, registry, version: '1', log, siteFolder: folder, oidc })
  onTestFinished(() => app.close())
  await app.listen({ host: '127.0.0.1', port: 0 })
  expect(discover.mock.calls).toEqual([[cluster.oidc]])
})

test.each([
  [
    'headers over the limit',
    `GET / HTTP/1.1\r\nhost: a\r\ncookie: ${'c'.repeat(70_000)}\r\n\r\n`,
    431,
    /Clear the cookies/,
  ],
  ['what is not HTTP', 'garbage\r\n\r\n', 400, /no HTTP request/],
])('%s: the answer says what to do', async (_, sent, status, text) => {
  const { url } = await start('http://127.0.0.1:1')
  const socket = connectTo({ host: '127.0.0.1', port: Number(new URL(url).port) })
  socket.write(sent)
  const answer = Buffer.concat(await socket.toArray()).toString()
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).toMatch(text)
})

test('the relay is there, and refuses who is not our page', async () => {
  const { app } = await start('http://127.0.0.1:1')
  const response = await app.inject({
    method: 'POST',
    url: '/oidc/key/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'grant_type=refresh_token',
  })
  expect(response.json()).toMatchObject({ error: 'RELAY_ORIGIN_REFUSED' })
})

test.each(['/%zz', '/clusters/harbour', '/clusters/%zz/api', '/assets/gone.js'])(
  'what is wrong or not there (%s) gets a short refusal, never a page',
  async (path) => {
    const { app } = await start('http://127.0.0.1:1')
    const response = await app.inject({ url: path, headers: { 'sec-fetch-dest': 'empty' } })
    expect([400, 404]).toContain(response.statusCode)
    expect(response.body).not.toContain('the page')
    expect(response.headers['x-content-type-options']).toBe('nosniff')
  },
)

describe('with TLS', () => {
  async function startTls() {
    const upstream = await startUpstream((request, response) =>
      response.end(`${request.method} ${request.headers.authorization?.length}`),
    )
    return { upstream, ...(await start(upstream.url, TLS_FLAGS)) }
  }

  test('a browser speaks HTTP/2, with a bearer of 16 KiB', async () => {
    const { url } = await startTls()
    const session = connect(url, { ca: TEST_CERTIFICATE })
    onTestFinished(() => session.close())
    const authorization = `Bearer ${'t'.repeat(16 * 1024)}`
    const { answer, text } = await ask(session, { ':path': '/clusters/harbour/api', authorization })
    expect(answer[':status']).toBe(200)
    expect(await text()).toBe('GET 16391')
  })

  test('an HTTP/2 upload streams through', async () => {
    const upstream = await startUpstream((request, response) => request.pipe(response))
    const { url } = await start(upstream.url, TLS_FLAGS)
    const session = connect(url, { ca: TEST_CERTIFICATE })
    onTestFinished(() => session.close())
    const stream = session.request({ ':method': 'POST', ':path': '/clusters/harbour/api' })
    for (const part of ['one ', 'two']) {
      stream.write(part)
      expect(String((await once(stream, 'data'))[0])).toBe(part)
    }
    stream.end()
    await once(stream, 'end')
  })

  test('an answer that breaks off resets its HTTP/2 stream', async () => {
    const upstream = await startUpstream((_request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half', () => response.destroy())
    })
    const { url } = await start(upstream.url, TLS_FLAGS)
    const session = connect(url, { ca: TEST_CERTIFICATE })
    onTestFinished(() => session.close())
    const { text, stream } = await ask(session, { ':path': '/clusters/harbour/api' })
    await expect(text()).rejects.toThrow()
    expect(stream.rstCode).toBe(constants.NGHTTP2_INTERNAL_ERROR)
  })

  test('an HTTP/2 client that goes away ends the request upstream', async () => {
    const closed = Promise.withResolvers<undefined>()
    const upstream = await startUpstream((request, response) => {
      response.on('close', () => closed.resolve(undefined))
      response.write('{}')
    })
    const { url } = await start(upstream.url, TLS_FLAGS)
    const session = connect(url, { ca: TEST_CERTIFICATE })
    onTestFinished(() => session.close())
    const { stream } = await ask(session, { ':path': '/clusters/harbour/api?watch=1' })
    stream.close(constants.NGHTTP2_CANCEL)
    await closed.promise
  })

  test('WebSockets go over HTTP/1.1', async () => {
    const { url, upstream } = await startTls()
    const sockets = new WebSocketServer({ server: upstream.server })
    sockets.on('connection', (webSocket) => webSocket.send('hello'))
    const webSocket = new WebSocket(`${url.replace('https', 'wss')}/clusters/harbour/exec`, {
      ca: TEST_CERTIFICATE,
      origin: url,
    })
    const [message] = (await once(webSocket, 'message')) as [Buffer]
    expect(message.toString()).toBe('hello')
    webSocket.terminate()
  })

  test('HTTP/1.1 works for who has nothing newer', async () => {
    const { url } = await startTls()
    const response = await fetch(`${url}/healthz`, { dispatcher: trusting() })
    expect(await response.text()).toBe('ok')
  })
})

test.each([
  ['without TLS', []],
  ['with TLS', TLS_FLAGS],
])('a client that is lost without a word is noticed, %s', async (_name, flags) => {
  const { app } = await start('http://127.0.0.1:1', flags)
  expect(app.server).toMatchObject({ keepAlive: true, keepAliveInitialDelay: 30 })
})

describe.each([
  ['without TLS', []],
  ['with TLS', TLS_FLAGS],
])('a shutdown %s', (_name, flags) => {
  test('ends watches and lets a running request end', async () => {
    const slow = Promise.withResolvers<ServerResponse>()
    const upstream = await startUpstream((request, response) => {
      if (request.url?.includes('watch')) response.write('{}')
      else slow.resolve(response)
    })
    const { app, url } = await start(upstream.url, flags)
    const dispatcher = trusting()
    const watch = await fetch(`${url}/clusters/harbour/pods?watch=1`, { dispatcher })
    const pending = fetch(`${url}/clusters/harbour/pods`, { dispatcher })
    const answer = await slow.promise
    const closed = app.close()
    expect(await watch.text()).toBe('{}')
    answer.end('whole')
    expect(await (await pending).text()).toBe('whole')
    await closed
  })

  test('does not wait for ever', async () => {
    const listener = vi.fn()
    const { url: upstream } = await startUpstream(listener)
    const { app, url } = await start(upstream, flags, 50)
    const pending = fetch(`${url}/clusters/harbour/pods`, { dispatcher: trusting() })
    const failed = expect(pending).rejects.toThrow()
    await vi.waitFor(() => expect(listener).toHaveBeenCalled())
    await app.close()
    await failed
  })
})

afterAll(() => rmSync(folder, { recursive: true }))
