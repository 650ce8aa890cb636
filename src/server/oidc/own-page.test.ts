import { describe, expect, test } from 'vitest'
import { tellRelayStories } from './relay-story-fixture.ts'
import { TestBrowser } from './test-browser-fixture.ts'

const story = tellRelayStories()

describe('only our own pages are answered', () => {
  test.each([
    ['a sibling subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://evil.fairlead.example' }],
    [
      'a sibling subdomain in a browser without fetch metadata',
      { 'sec-fetch-site': undefined, origin: 'https://evil.fairlead.example' },
    ],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a sandboxed frame', { 'sec-fetch-site': undefined, origin: 'null' }],
    ['another port', { 'sec-fetch-site': undefined, origin: 'https://fairlead.example:8443' }],
    ['the address bar', { 'sec-fetch-site': 'none', origin: undefined }],
    ['a form, which cannot set the header', { 'fairlead-relay': undefined }],
    ['a body that needs no preflight', { 'content-type': 'text/plain' }],
    ['JSON', { 'content-type': 'application/json' }],
  ])('not %s', async (_, headers) => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    const before = story.issuer.seen.length
    const response = await browser.renew(headers)
    expect(response.statusCode).toBe(403)
    expect(response.json().error).toBe('RELAY_ORIGIN_REFUSED')
    expect(response.headers['set-cookie']).toBeUndefined()
    expect(response.headers['access-control-allow-origin']).toBeUndefined()
    expect(story.issuer.seen).toHaveLength(before)
  })

  test('by the public origin, where the proxy in front changes Host', async () => {
    const browser = new TestBrowser(
      await story.startFairlead({ listen: { publicOrigin: 'https://fairlead.example' } }),
      'fairlead.internal:8080',
    )
    const code = story.issuer.grantCode(await browser.nonce())
    const redirect = { redirect_uri: 'https://fairlead.example/oidc-callback' }
    expect((await browser.exchange(code, redirect)).statusCode).toBe(403)
    expect((await browser.exchange(code, redirect, { origin: 'https://fairlead.example' })).statusCode).toBe(
      200,
    )
  })

  describe('by the word of a proxy that ends TLS', () => {
    const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'fairlead.example' }
    const redirect = { redirect_uri: 'https://fairlead.example/oidc-callback' }

    async function signInThrough(trustedProxies: readonly string[], origin: string | undefined) {
      const fairlead = await story.startFairlead({ listen: { trustedProxies } })
      const browser = new TestBrowser(fairlead, 'localhost:4466', forwarded)
      const code = story.issuer.grantCode(await browser.nonce())
      return { browser, response: await browser.exchange(code, redirect, { origin }) }
    }

    test('that is trusted: origin, redirect URI and cookies are those of its address', async () => {
      const { browser, response } = await signInThrough(['127.0.0.0/8'], 'https://fairlead.example')
      expect(response.statusCode).toBe(200)
      for (const { raw } of browser.cookies.values()) expect(raw).toContain('; Secure')
      expect((await browser.renew({ origin: 'https://fairlead.example' })).statusCode).toBe(200)
      expect((await browser.renew({ origin: 'http://localhost:4466' })).statusCode).toBe(403)
    })

    test('that is trusted, from a browser that names no origin', async () => {
      const { response } = await signInThrough(['127.0.0.0/8'], undefined)
      expect(response.statusCode).toBe(200)
    })

    test('that is not trusted: not at all', async () => {
      const { browser, response } = await signInThrough(['10.0.0.0/8'], 'https://fairlead.example')
      expect(response.statusCode).toBe(403)
      for (const { raw } of browser.cookies.values()) expect(raw).not.toContain('Secure')
      const own = await signInThrough(['10.0.0.0/8'], 'http://localhost:4466')
      expect(own.response.json().error).toBe('REDIRECT_URI_MISMATCH')
    })
  })
})
