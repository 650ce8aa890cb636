import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import { clusterApiPath } from '../../contract/paths.ts'
import type { OwnAddress } from './check-origin.ts'
import { clusterAt, registryOf, send, startProxy, startUpstream } from './proxy-fixture.ts'

async function proxyTo(listener: (request: IncomingMessage, response: ServerResponse) => void) {
  const upstream = await startUpstream(listener)
  const proxy = await startProxy(registryOf([clusterAt(upstream.url)]))
  return { ...proxy, upstream, api: `${proxy.url}/clusters/harbour` }
}

describe('a request', () => {
  test('reaches the API server with its method, path, query, body and bearer as they were', async () => {
    const { api } = await proxyTo(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString()
      const { method, url, headers } = request
      response.end(JSON.stringify({ method, url, body, authorization: headers.authorization }))
    })
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await fetch(`${api}/api/v1/pods?dryRun=All&a=%2F`, {
        method,
        headers: { authorization: 'Bearer t', 'content-type': 'application/merge-patch+json' },
        body: '{"a":1}',
      })
      expect(await response.json()).toEqual({
        method,
        url: '/api/v1/pods?dryRun=All&a=%2F',
        body: '{"a":1}',
        authorization: 'Bearer t',
      })
    }
  })

  test('goes below the path of the cluster’s server address, under a base URL too', async () => {
    const upstream = await startUpstream((request, response) => response.end(request.url))
    const registry = registryOf([clusterAt(`${upstream.url}/k8s/c-1/`)])
    const { url } = await startProxy(registry, { prefix: '/fairlead' })
    const response = await fetch(`${url}/fairlead/clusters/harbour/version`)
    expect(await response.text()).toBe('/k8s/c-1/version')
  })

  test('for a cluster with a slash, a colon and 253 characters in its name finds it', async () => {
    const { url: server } = await startUpstream((_request, response) => response.end('yes'))
    const name = clusterNameSchema.parse('a/b:c '.padEnd(253, '長'))
    const { url } = await startProxy(registryOf([clusterAt(server, { name })]))
    expect(await (await fetch(`${url}${clusterApiPath(name)}/version`)).text()).toBe('yes')
  })

  test('carries nothing of the browser but what Kubernetes needs', async () => {
    const { url } = await proxyTo((request, response) => response.end(JSON.stringify(request.headers)))
    const response = await send(url, {
      path: '/clusters/harbour/api',
      headers: {
        accept: 'application/json',
        authorization: 'Bearer t',
        cookie: 'session=1',
        connection: 'close, accept-language',
        'accept-language': 'en',
        'Impersonate-User': 'admin',
        impersonate_user: 'admin',
        'IMPERSONATE-GROUP': 'system:masters',
        'Impersonate-Extra-Scopes': 'x',
        'x-remote-user': 'admin',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-host': 'evil.example',
        'x-real-ip': '1.2.3.4',
        forwarded: 'for=1.2.3.4',
        via: '1.1 x',
        origin: url,
        referer: `${url}/c/harbour`,
        'proxy-authorization': 'Basic eA==',
        'sec-fetch-site': 'same-origin',
        te: 'trailers',
      },
    })
    expect(JSON.parse(await response.text())).toEqual({
      accept: 'application/json',
      authorization: 'Bearer t',
      connection: 'keep-alive',
      host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    })
  })

  test('with Basic credentials reaches the API server without them', async () => {
    const { api } = await proxyTo((request, response) => response.end(String(request.headers.authorization)))
    const response = await fetch(`${api}/api`, { headers: { authorization: 'Basic eA==' } })
    expect(await response.text()).toBe('undefined')
  })

  test('carries a bearer of 16 KiB', async () => {
    const { api } = await proxyTo((request, response) =>
      response.end(String(request.headers.authorization?.length)),
    )
    const authorization = `Bearer ${'t'.repeat(16 * 1024)}`
    expect(await (await fetch(`${api}/api`, { headers: { authorization } })).text()).toBe('16391')
  })

  test.each([
    ['/clusters/harbour/../../admin', 400],
    ['/clusters/harbour/%2e%2e/admin', 400],
    ['/clusters/harbour/a%2fb', 400],
    ['/clusters/harbour/..%252fadmin', 400],
    ['/clusters/harbour//evil.example', 400],
    ['/cluster%73/harbour/api', 400],
    ['/clusters/~2e~2e/api', 404],
    ['/clusters/127.0.0.1:1/api', 404],
    ['http://evil.example/clusters/harbour/api', 400],
  ])('for %s never reaches an API server', async (path, status) => {
    const listener = vi.fn()
    const { url } = await proxyTo(listener)
    expect((await send(url, { path })).statusCode).toBe(status)
    expect(listener).not.toHaveBeenCalled()
  })

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' },
    { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-dest': 'script', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-dest': 'serviceworker', 'sec-fetch-site': 'same-origin' },
    // A page of another site that made its own name point to us.
    { host: 'evil.example:4466' },
    { host: 'evil.example:4466', authorization: 'Basic eDp5' },
    { host: 'evil.example:4466', authorization: 'Bearer  x' },
    { host: 'evil.example:4466', origin: 'http://evil.example:4466', authorization: 'Bearer x' },
  ])('that a browser sends with %j is refused', async (headers) => {
    const listener = vi.fn()
    const { url } = await proxyTo(listener)
    const response = await send(url, { path: '/clusters/harbour/api', headers })
    expect(response.statusCode).toBe(403)
    expect(response.headers['fairlead-error']).toBe('PROXY_REQUEST_REFUSED')
    expect(listener).not.toHaveBeenCalled()
  })

  test('ends upstream when the client goes away before the answer', async () => {
    const closed = Promise.withResolvers<undefined>()
    const { api } = await proxyTo((request) => {
      request.on('close', () => closed.resolve(undefined))
      leave.abort()
    })
    const leave = new AbortController()
    await expect(fetch(`${api}/api`, { signal: leave.signal })).rejects.toThrow()
    await closed.promise
  })
})

describe('a request that a proxy in front of us passes on', () => {
  const HTTPS = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'fairlead.example' }

  async function statusOf(listen: Partial<OwnAddress>, headers: Record<string, string>) {
    const { url: server } = await startUpstream((_request, response) => response.end('yes'))
    const { url } = await startProxy(registryOf([clusterAt(server)]), listen)
    return (await send(url, { path: '/clusters/harbour/api', headers })).statusCode
  }

  test.each<[string, Partial<OwnAddress>, Record<string, string>]>([
    ['under its own name', {}, { host: 'fairlead.example', origin: 'https://fairlead.example' }],
    [
      'under a name that a trusted one tells us',
      { trustedProxies: ['127.0.0.0/8'] },
      { ...HTTPS, origin: 'https://fairlead.example' },
    ],
    [
      'under the name of the settings, whatever it tells us',
      { publicOrigin: 'https://fairlead.example', trustedProxies: ['127.0.0.1'] },
      { ...HTTPS, 'x-forwarded-host': 'other.example', origin: 'https://fairlead.example' },
    ],
  ])('%s is one of our page’s', async (_, listen, headers) => {
    expect(await statusOf(listen, { 'sec-fetch-site': 'same-origin', ...headers })).toBe(200)
  })

  test.each<[string, Partial<OwnAddress>, Record<string, string>]>([
    ['by who is not trusted', {}, { ...HTTPS, origin: 'https://fairlead.example' }],
    [
      'by another than the trusted one',
      { trustedProxies: ['10.0.0.0/8'] },
      { ...HTTPS, origin: 'https://fairlead.example' },
    ],
    [
      'from a page that put words in front of the proxy’s',
      { trustedProxies: ['127.0.0.1'] },
      {
        'x-forwarded-proto': 'http, https',
        'x-forwarded-host': 'evil.example, fairlead.example',
        origin: 'https://evil.example',
      },
    ],
    [
      'from elsewhere than the settings say',
      { publicOrigin: 'https://fairlead.example', trustedProxies: ['127.0.0.1'] },
      { ...HTTPS, 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' },
    ],
    [
      'from a page that made its own name point to the proxy, without a token',
      { trustedProxies: ['127.0.0.1'] },
      { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.example' },
    ],
    [
      'from a page that made its own name point to the proxy, and words of its own that pass through',
      { trustedProxies: ['127.0.0.1'] },
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'localhost', host: 'evil.example' },
    ],
  ])('%s is refused', async (_, listen, headers) => {
    expect(await statusOf(listen, headers)).toBe(403)
  })
})

describe('an answer', () => {
  test('cannot run, set cookies, redirect or open our origin', async () => {
    const { url } = await proxyTo((_request, response) => {
      response.writeHead(302, {
        location: 'https://evil.example/',
        'set-cookie': ['a=1', 'b=2'],
        'content-type': 'text/html',
        'content-security-policy': "script-src 'unsafe-inline'",
        'access-control-allow-origin': '*',
        'clear-site-data': '"*"',
        'service-worker-allowed': '/',
        'www-authenticate': 'Basic realm="x"',
        refresh: '0;url=https://evil.example',
        link: '<https://evil.example>; rel=preload',
        'cache-control': 'public, max-age=3600',
        'audit-id': '1',
      })
      response.end('<script>alert(1)</script>')
    })
    const response = await send(url, { path: '/clusters/harbour/api/v1/namespaces/x/services/y/proxy/' })
    const {
      date,
      connection,
      'keep-alive': keepAlive,
      'transfer-encoding': encoding,
      ...headers
    } = response.headers
    expect(response.statusCode).toBe(302)
    expect(headers).toEqual({
      'audit-id': '1',
      'cache-control': 'no-store',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'content-type': 'text/html',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  test.each(['text/javascript', 'application/javascript; charset=utf-8', 'text/jscript', 'text/css'])(
    'of type %s is handed out as plain text',
    async (type) => {
      const { api } = await proxyTo((_request, response) =>
        response.setHeader('content-type', type).end('alert(1)'),
      )
      expect((await fetch(`${api}/x.js`)).headers.get('content-type')).toBe('text/plain; charset=utf-8')
    },
  )

  test.each([
    ['private, max-age=600', 'no-store'],
    ['no-cache="etag", max-age=600', 'no-store'],
    ['no-cache, private', 'no-cache, private'],
  ])('of cache-control %s is not shown to whoever signs in next', async (given, passed) => {
    const { api } = await proxyTo((_request, response) => response.setHeader('cache-control', given).end())
    expect((await fetch(`${api}/version`)).headers.get('cache-control')).toBe(passed)
  })

  test('stays compressed as the API server sent it', async () => {
    const { url } = await proxyTo((request, response) => {
      response
        .setHeader('content-encoding', 'gzip')
        .end(`not unpacked, ${request.headers['accept-encoding']}`)
    })
    const response = await send(url, {
      path: '/clusters/harbour/api',
      headers: { 'accept-encoding': 'gzip, br' },
    })
    expect(response.headers['content-encoding']).toBe('gzip')
    expect(await response.text()).toBe('not unpacked, gzip, br')
  })

  test('of a watch arrives event by event, its headers before the first', async () => {
    let watch: ServerResponse | undefined
    const { api } = await proxyTo((_request, response) => {
      watch = response
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    })
    const response = await fetch(`${api}/api/v1/pods?watch=true`)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (const event of ['{"type":"ADDED"}\n', '{"type":"BOOKMARK"}\n']) {
      watch?.write(event)
      expect(await reader?.read()).toEqual({ done: false, value: event })
    }
    watch?.end()
    expect(await reader?.read()).toEqual({ done: true, value: undefined })
  })

  test('that breaks off upstream breaks off here', async () => {
    const { api } = await proxyTo((_request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half', () => response.destroy())
    })
    const response = await fetch(`${api}/api/v1/pods`)
    await expect(response.text()).rejects.toThrow()
  })

  test('ends upstream when the client goes away in its middle', async () => {
    const closed = Promise.withResolvers<undefined>()
    const { api } = await proxyTo((_request, response) => {
      response.on('close', () => closed.resolve(undefined))
      response.write('{}')
    })
    const leave = new AbortController()
    await fetch(`${api}/api/v1/pods?watch=true`, { signal: leave.signal })
    leave.abort()
    await closed.promise
  })

  test('waits upstream while the client does not read', async () => {
    const total = 256 * 1024 * 1024
    let accepted = 0
    const stalled = Promise.withResolvers<undefined>()
    const { port } = await proxyTo(async (_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024)
      while (accepted < total) {
        accepted += chunk.length
        if (!response.write(chunk)) {
          const drained = once(response, 'drain').then(() => true)
          const silence = new Promise<boolean>((resolve) => setTimeout(resolve, 300, false))
          if (!(await Promise.race([drained, silence]))) break
        }
      }
      stalled.resolve(undefined)
    })
    const client = connect(port, '127.0.0.1')
    client.pause()
    client.write('GET /clusters/harbour/api HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n')
    await stalled.promise
    client.destroy()
    expect(accepted).toBeLessThan(32 * 1024 * 1024)
  })
})

describe('a failure', () => {
  test('of a cluster that is not listed is a Status that says so', async () => {
    const { url } = await startProxy(registryOf([]))
    const response = await fetch(`${url}/clusters/nowhere/api`)
    expect(response.status).toBe(404)
    expect(response.headers.get('fairlead-error')).toBe('CLUSTER_UNKNOWN')
    expect(await response.json()).toMatchObject({ kind: 'Status', code: 404, reason: 'NotFound' })
  })

  test('of a broken cluster gives its reason', async () => {
    const name = clusterNameSchema.parse('broken')
    const reason = { code: 'KUBECONFIG_INVALID' as const, message: 'No server in it.' }
    const { url } = await startProxy(registryOf([{ status: 'broken', name, reason, source: 'x' }]))
    const response = await fetch(`${url}/clusters/broken/api`)
    expect(response.status).toBe(503)
    expect(response.headers.get('fairlead-error')).toBe('KUBECONFIG_INVALID')
    expect(await response.json()).toMatchObject({ message: 'No server in it.' })
  })

  test('to connect names the cluster and the address', async () => {
    const { url: server, server: upstream } = await startUpstream(() => {})
    await new Promise((resolve) => upstream.close(resolve))
    const { url } = await startProxy(registryOf([clusterAt(server)]))
    const response = await fetch(`${url}/clusters/harbour/api`)
    expect(response.status).toBe(502)
    expect(response.headers.get('fairlead-error')).toBe('CLUSTER_UNREACHABLE')
    const { message } = (await response.json()) as { message: string }
    expect(message).toContain('harbour')
    expect(message).toContain(new URL(server).host)
    expect(message).toContain('ECONNREFUSED')
  })

  test('of the API server itself passes as it is, without our mark, once', async () => {
    const listener = vi.fn((_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(503, { 'retry-after': '7' }).end('busy')
    })
    const { api } = await proxyTo(listener)
    const response = await fetch(`${api}/api`)
    expect([response.status, await response.text()]).toEqual([503, 'busy'])
    expect(response.headers.get('retry-after')).toBe('7')
    expect(response.headers.has('fairlead-error')).toBe(false)
    expect(listener).toHaveBeenCalledOnce()
  })
})
