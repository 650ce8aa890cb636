import Fastify from 'fastify'
import { parseSetCookie } from 'cookie'
import { expect, test } from 'vitest'
import { clearSealedCookie, readSealedCookie, setSealedCookie, type CookieScope } from './sealed-cookie.ts'

const scope: CookieScope = {
  path: '/oidc/client1',
  listen: { publicOrigin: 'https://fairlead.example', trustedProxies: [] },
}

async function set(sealed: string, cookie = '') {
  const app = Fastify()
  app.get('/', async (request, reply) => {
    if (sealed === '') clearSealedCookie(request, reply, scope)
    else setSealedCookie(request, reply, scope, sealed, 86_400)
    return 'done'
  })
  const response = await app.inject({ url: '/', headers: { cookie } })
  return [response.headers['set-cookie'] ?? []].flat()
}

async function read(cookie: string): Promise<string | undefined> {
  const app = Fastify()
  app.get('/', async (request) => ({ sealed: readSealedCookie(request, scope) }))
  return (await app.inject({ url: '/', headers: { cookie } })).json<{ sealed?: string }>().sealed
}

const pairs = (setCookies: string[]) => setCookies.map((raw) => raw.slice(0, raw.indexOf(';')))

test.each([1, 4_000, 4_100, 12_000, 19_000])(
  'a sealed session of %i bytes comes back whole',
  async (length) => {
    const sealed = Array.from({ length }, (_, index) => String.fromCharCode(97 + (index % 26))).join('')
    const setCookies = await set(sealed)
    for (const raw of setCookies) expect(Buffer.byteLength(raw)).toBeLessThan(4_096)
    expect(await read(pairs(setCookies).join('; '))).toBe(sealed)
    expect(await read(pairs(setCookies).reverse().join('; '))).toBe(sealed)
  },
)

test('a shorter session clears the chunks of a longer one, and does not read those that stayed', async () => {
  const long = pairs(await set('x'.repeat(12_000)))
  const setCookies = await set('short', long.join('; '))
  const cleared = setCookies.filter((raw) => raw.includes('Max-Age=0'))
  expect(cleared.map((raw) => parseSetCookie(raw).name)).toEqual(
    long.slice(1).map((pair) => pair.slice(0, pair.indexOf('='))),
  )
  const [first = ''] = pairs(setCookies)
  expect(await read([first, ...long.slice(1)].join('; '))).toBe('short')
})

test('a session with a missing chunk is none', async () => {
  const long = pairs(await set('x'.repeat(12_000)))
  expect(await read(long.slice(0, -1).join('; '))).toBeUndefined()
  expect(await read(long.slice(1).join('; '))).toBeUndefined()
})

test('clearing names every chunk that the browser sent, on the path where it was set', async () => {
  const long = pairs(await set('x'.repeat(12_000)))
  const cleared = await set('', long.join('; '))
  expect(cleared).toHaveLength(long.length)
  for (const raw of cleared) expect(raw).toContain('Max-Age=0; Path=/oidc/client1')
})
