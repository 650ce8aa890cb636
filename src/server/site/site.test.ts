import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { fastify } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { loadSite } from './load-site.ts'
import { site, type SiteOptions } from './site.ts'

const INDEX = '<meta name="base-url" content="/__base__/"><script src="/__base__/assets/main-x1.js"></script>'
const BUILT = {
  'index.html': INDEX,
  'icon.svg': '<svg></svg>',
  '.vite/manifest.json': '{}',
  'assets/main-x1.js': 'console.log(1)',
  'assets/main-x1.js.br': 'written by the build',
}

async function serve(
  files: Record<string, string>,
  baseUrl = '',
  options: Pick<SiteOptions, 'formTargets' | 'opensWindows'> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'site-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const app = fastify()
  await app.register(site, { prefix: baseUrl, built: await loadSite(folder, baseUrl), ...options })
  return (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
}

test.each(['/', '/c/harbour', '/c/harbour/pods?namespace=x', '/c/prod.example.com', '/oidc-callback?code=x'])(
  '%s is the page',
  async (path) => {
    const get = await serve(BUILT)
    const response = await get(path)
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(response.headers['cache-control']).toBe('no-cache')
    expect(response.body).toContain('content="/"')
  },
)

test('the page knows its base URL', async () => {
  const get = await serve(BUILT, '/fairlead')
  for (const path of ['/fairlead', '/fairlead/', '/fairlead/c/harbour']) {
    expect((await get(path)).body).toBe(INDEX.replaceAll('/__base__', '/fairlead'))
  }
  expect((await get('/c/harbour')).statusCode).toBe(404)
})

test('the page runs only our own scripts, in no frame, and gives its address to nobody', async () => {
  const get = await serve(BUILT)
  const { headers } = await get('/oidc-callback?code=secret')
  expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src")
  expect(headers['content-security-policy']).not.toContain('unsafe')
  expect(headers).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
})

async function formAction(formTargets: () => readonly string[]): Promise<string | undefined> {
  const get = await serve(BUILT, '', { formTargets })
  const policy = String((await get('/')).headers['content-security-policy'])
  return policy.split('; ').find((directive) => directive.startsWith('form-action'))
}

test('the page may send a form to us and to where sessions are ended, and nowhere else', async () => {
  expect(await formAction(() => [])).toBe("form-action 'self'")
  const targets = ['https://issuer.example', 'http://127.0.0.1:9000', 'https://issuer.example']
  expect(await formAction(() => targets)).toBe(
    "form-action 'self' https://issuer.example http://127.0.0.1:9000",
  )
})

test.each([
  `https://${'a.'.repeat(60_000)}example`,
  'https://issuer.example;sandbox',
  'https://issuer.example,sandbox',
  'https://*',
  'https://a b',
  'null',
  '*',
])('a form target %j does not get into the policy', async (target) => {
  expect(await formAction(() => [target])).toBe("form-action 'self'")
})

test('hundreds of issuers do not make the header too long for a proxy in front', async () => {
  const targets = Array.from({ length: 200 }, (_, index) => `https://issuer-${index}.example`)
  expect(await formAction(() => targets)).toBe("form-action 'self' https:")
})

test('nor do a few with the longest names', async () => {
  const targets = Array.from({ length: 10 }, (_, index) => `https://${'a'.repeat(250)}${index}`)
  expect(await formAction(() => targets)).toBe("form-action 'self' https:")
})

test('where sessions are ended is asked for each page, an unchanged one too', async () => {
  let targets: string[] = []
  const get = await serve(BUILT, '', { formTargets: () => targets })
  const first = await get('/')
  expect(first.headers['content-security-policy']).not.toContain('issuer.example')
  targets = ['https://issuer.example']
  const again = await get('/', { 'if-none-match': String(first.headers.etag) })
  expect(again.statusCode).toBe(304)
  expect(again.headers['content-security-policy']).toContain("form-action 'self' https://issuer.example")
})

test('a sign-in in a window of its own finds back to the page', async () => {
  const get = await serve(BUILT, '', { opensWindows: true })
  expect((await get('/')).headers['cross-origin-opener-policy']).toBe('same-origin-allow-popups')
})

test('with TLS of our own, a browser is told to keep to it, except on localhost', async () => {
  const app = fastify()
  await app.register(site, { built: undefined, isStrictTransport: true })
  const ask = async (host: string) => (await app.inject({ url: '/', headers: { host } })).headers
  expect(await ask('fairlead.example')).toHaveProperty('strict-transport-security')
  expect(await ask('localhost:4466')).not.toHaveProperty('strict-transport-security')
})

test('an unchanged page is not sent again', async () => {
  const get = await serve(BUILT)
  const { headers } = await get('/')
  const again = await get('/c/harbour', { 'if-none-match': String(headers.etag) })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})

test('a hashed asset may be kept for ever, another file may not', async () => {
  const get = await serve(BUILT)
  const asset = await get('/assets/main-x1.js')
  expect(asset.body).toBe('console.log(1)')
  expect(asset.headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(asset.headers['cache-control']).toContain('immutable')
  expect((await get('/icon.svg')).headers['cache-control']).toBe('no-cache')
})

test.each([
  ['gzip, deflate, br, zstd', 'br', 'written by the build'],
  ['gzip, br;q=0', 'gzip', undefined],
  ['identity', undefined, undefined],
])('accept-encoding %j gets %s', async (accepted, encoding, written) => {
  const get = await serve(BUILT)
  const response = await get('/assets/main-x1.js', { 'accept-encoding': accepted })
  expect(response.headers['content-encoding']).toBe(encoding)
  expect(response.headers.vary).toBe('accept-encoding')
  const body = encoding === 'gzip' ? gunzipSync(response.rawPayload).toString() : response.body
  expect(body).toBe(written ?? 'console.log(1)')
})

test('what the build did not compress is compressed here', async () => {
  const get = await serve(BUILT)
  const { rawPayload } = await get('/', { 'accept-encoding': 'br' })
  expect(brotliDecompressSync(rawPayload).toString()).toContain('content="/"')
})

test.each([
  '/assets/main-old.js',
  '/assets/gone',
  '/assets/main-x1.js.br',
  '/robots.txt',
  '/index.html',
  '/.vite/manifest.json',
  '/assets/../../package.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/..%2f..%2fpackage.json',
])('%s is not found, and never the page', async (path) => {
  const get = await serve(BUILT)
  const response = await get(path)
  expect(response.statusCode).toBe(404)
  expect(response.body).not.toContain('<')
})

test('a fetch of an unknown path is not answered with a page', async () => {
  const get = await serve(BUILT)
  expect((await get('/api/v1/pods', { 'sec-fetch-dest': 'empty' })).statusCode).toBe(404)
})

test('without a built site the page says how to build it', async () => {
  const get = await serve({})
  const response = await get('/')
  expect(response.statusCode).toBe(503)
  expect(response.body).toContain('npm run build')
})
