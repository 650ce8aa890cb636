import { describe, expect, test } from 'vitest'
import { isOwnOrigin, requestOrigin, type AskedRequest } from './own-origin.ts'

const HOST = 'fairlead.example:8443'
const PUBLIC = 'https://fairlead.example'

test.each([
  ['https://fairlead.example:8443', HOST, undefined, true],
  ['http://localhost:4466', 'localhost:4466', undefined, true],
  ['https://fairlead.example', 'fairlead.example:443', undefined, true],
  ['https://fairlead.example', HOST, undefined, false],
  ['https://evil.example', HOST, undefined, false],
  ['https://evil.fairlead.example:8443', HOST, undefined, false],
  ['https://fairlead.example:8443/', HOST, undefined, false],
  ['https://fairlead.example:8443/path', HOST, undefined, false],
  ['https://person@fairlead.example:8443', HOST, undefined, false],
  ['ftp://fairlead.example:8443', HOST, undefined, false],
  ['null', HOST, undefined, false],
  ['', HOST, undefined, false],
  ['https://fairlead.example', 'backend.internal', PUBLIC, true],
  ['https://backend.internal', 'backend.internal', PUBLIC, false],
])('origin %j, asking %s with the public origin %s: ours is %s', (origin, host, publicOrigin, expected) => {
  expect(isOwnOrigin(origin, host, publicOrigin)).toBe(expected)
})

const PROXY = '10.1.2.3'
const asked = (
  headers: AskedRequest['headers'],
  remoteAddress: string | undefined = PROXY,
): AskedRequest => ({
  headers: { host: 'backend.internal:4466', ...headers },
  socket: { remoteAddress },
})
const FORWARDED = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'fairlead.example' }
const TRUSTING = { trustedProxies: ['10.0.0.0/8'] }

describe('the address under which a request was sent', () => {
  test('is what Host says, with no word on http or https', () => {
    expect(requestOrigin(asked({}), { trustedProxies: [] })).toEqual({ host: 'backend.internal:4466' })
  })

  test('is the authority of HTTP/2', () => {
    const request = { headers: { ':authority': 'fairlead.example' }, socket: {} }
    expect(requestOrigin(request, { trustedProxies: [] })).toEqual({ host: 'fairlead.example' })
  })

  test('has no host where the request names none', () => {
    expect(requestOrigin({ headers: {}, socket: {} }, TRUSTING)).toEqual({ host: '' })
  })

  test('is the public URL before all else', () => {
    const listen = { ...TRUSTING, publicOrigin: 'https://ops.example:8443' }
    expect(requestOrigin(asked(FORWARDED), listen)).toEqual({
      origin: 'https://ops.example:8443',
      host: 'ops.example:8443',
    })
  })

  test('is what a trusted proxy says', () => {
    expect(requestOrigin(asked(FORWARDED), TRUSTING)).toEqual({
      origin: 'https://fairlead.example',
      host: 'fairlead.example',
    })
  })

  test.each<[string, AskedRequest['headers'], object]>([
    [
      'the scheme alone',
      { 'x-forwarded-proto': 'HTTPS' },
      { origin: 'https://backend.internal:4466', host: 'backend.internal:4466' },
    ],
    ['the host alone', { 'x-forwarded-host': 'a.example' }, { host: 'a.example' }],
    [
      'the default port',
      { ...FORWARDED, 'x-forwarded-host': 'A.example:443' },
      { origin: 'https://a.example', host: 'A.example:443' },
    ],
    [
      'an IPv6 address',
      { ...FORWARDED, 'x-forwarded-host': '[::1]:8443' },
      { origin: 'https://[::1]:8443', host: '[::1]:8443' },
    ],
  ])('may be told by %s', (_, headers, expected) => {
    expect(requestOrigin(asked(headers), TRUSTING)).toEqual(expected)
  })

  test('of several proxies goes by the last one, which is the one that we trust', () => {
    const headers = {
      'x-forwarded-proto': 'http, https',
      'x-forwarded-host': 'evil.example, fairlead.example',
    }
    expect(requestOrigin(asked(headers), TRUSTING).origin).toBe('https://fairlead.example')
    const plain = { ...headers, 'x-forwarded-proto': 'https, http' }
    expect(requestOrigin(asked(plain), TRUSTING)).toEqual({ host: 'fairlead.example' })
  })

  test('over plain http is never sure, since any name can be made to point to the proxy', () => {
    const headers = { ...FORWARDED, 'x-forwarded-proto': 'http' }
    expect(requestOrigin(asked(headers), TRUSTING)).toEqual({ host: 'fairlead.example' })
  })

  test.each<[string, string | undefined, readonly string[]]>([
    ['nobody is trusted', PROXY, []],
    ['it comes from elsewhere', '192.0.2.1', ['10.0.0.0/8']],
    ['it comes from elsewhere over IPv6', '2001:db8::1', ['10.0.0.0/8', 'fd00::/8']],
    ['nobody knows from where it comes', undefined, ['0.0.0.0/0', '::/0']],
  ])('is not what a forwarded header says when %s', (_, remoteAddress, trustedProxies) => {
    const request = { ...asked(FORWARDED), socket: { remoteAddress } }
    expect(requestOrigin(request, { trustedProxies })).toEqual({ host: 'backend.internal:4466' })
  })

  test.each<[string, readonly string[]]>([
    ['10.1.2.3', ['10.1.2.3']],
    ['::ffff:10.1.2.3', ['10.0.0.0/8']],
    ['fd00::1', ['192.0.2.1', 'fd00::/8']],
    ['::1', ['::1']],
  ])('the proxy %s is among %j', (remoteAddress, trustedProxies) => {
    expect(requestOrigin(asked(FORWARDED, remoteAddress), { trustedProxies }).host).toBe('fairlead.example')
  })

  test.each([
    '',
    'a b',
    'evil.example/path',
    'evil.example?',
    'me@evil.example',
    'evil.example:port',
    'evil.example:999999',
    'evil.example#',
    '[::1',
    'https://evil.example',
    'fairlead.example,',
  ])('is not a forwarded host as malformed as %j', (host) => {
    const headers = { ...FORWARDED, 'x-forwarded-host': host }
    expect(requestOrigin(asked(headers), TRUSTING)).toEqual({
      origin: 'https://backend.internal:4466',
      host: 'backend.internal:4466',
    })
  })

  test.each(['', 'ftp', 'https:', 'httpss', 'on'])('has no scheme as malformed as %j', (scheme) => {
    const headers = { ...FORWARDED, 'x-forwarded-proto': scheme }
    expect(requestOrigin(asked(headers), TRUSTING)).toEqual({ host: 'fairlead.example' })
  })
})
