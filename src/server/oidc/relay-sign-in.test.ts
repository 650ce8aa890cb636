import { randomBytes } from 'node:crypto'
import { decodeJwt } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { SECRETS } from './issuer-fixture.ts'
import { tellRelayStories } from './relay-story-fixture.ts'
import { TestBrowser } from './test-browser-fixture.ts'

const story = tellRelayStories()

describe('a sign-in', () => {
  test('gives the page the ID token and its remaining life, and nothing else that is secret', async () => {
    const browser = await story.startBrowser()
    const response = await browser.signIn(story.issuer)
    expect(response.statusCode).toBe(200)
    expect(response.headers['cache-control']).toBe('no-store')
    const answer = response.json()
    expect(Object.keys(answer).sort()).toEqual(['expires_in', 'id_token', 'refresh_token', 'token_type'])
    expect(answer.refresh_token).toBe('sealed')
    expect(answer.expires_in).toBeGreaterThan(590)
    expect(response.body).not.toContain(SECRETS.accessToken)
    const kept = JSON.stringify([...browser.cookies])
    for (const secret of story.issuer.secrets) {
      if (secret !== answer.id_token) expect(response.body + kept).not.toContain(secret)
    }
  })

  test('keeps the refresh token in a cookie that scripts and other paths cannot see', async () => {
    const browser = await story.startBrowser({ listen: { baseUrl: '/fairlead' } })
    const nonce = await browser.nonce()
    const response = await browser.post('/fairlead/oidc/client1/token', {
      grant_type: 'authorization_code',
      code: story.issuer.grantCode(nonce),
      code_verifier: 'v'.repeat(43),
      redirect_uri: 'https://fairlead.example/fairlead/oidc-callback',
    })
    expect(response.statusCode).toBe(200)
    const [[name, { raw }] = ['', { raw: '' }]] = browser.sessionCookies()
    expect(name).toBe('__Http-fairlead-session-0')
    expect(raw).toMatch(/; HttpOnly/)
    expect(raw).toMatch(/; Secure/)
    expect(raw).toMatch(/; SameSite=Strict/)
    expect(raw).toMatch(/; Path=\/fairlead\/oidc\/client1(;|$)/)
  })

  test('on loopback without TLS sets cookies that every browser keeps there', async () => {
    const browser = new TestBrowser(await story.startFairlead(), 'localhost:4466')
    const code = story.issuer.grantCode(await browser.nonce())
    const own = { origin: 'http://localhost:4466' }
    await browser.exchange(code, { redirect_uri: 'http://localhost:4466/oidc-callback' }, own)
    expect([...browser.cookies.keys()]).toEqual(['fairlead-browser', 'fairlead-session-0'])
    for (const { raw } of browser.cookies.values()) expect(raw).not.toContain('Secure')
    expect((await browser.renew(own)).statusCode).toBe(200)
  })

  test('behind a proxy that calls us by a loopback name still sets cookies that no sibling domain can', async () => {
    const publicOrigin = 'https://fairlead.example'
    const browser = new TestBrowser(await story.startFairlead({ listen: { publicOrigin } }), 'localhost:4466')
    const code = story.issuer.grantCode(await browser.nonce())
    await browser.exchange(code, { redirect_uri: `${publicOrigin}/oidc-callback` }, { origin: publicOrigin })
    expect([...browser.cookies.keys()]).toEqual(['__Host-Http-fairlead-browser', '__Http-fairlead-session-0'])
    for (const { raw } of browser.cookies.values()) expect(raw).toContain('; Secure')
  })

  test('over https sets cookies that scripts cannot write, on localhost too', async () => {
    const publicOrigin = 'https://localhost:8443'
    const browser = new TestBrowser(await story.startFairlead({ listen: { publicOrigin } }), 'localhost:8443')
    await browser.nonce()
    expect([...browser.cookies.keys()]).toEqual(['__Host-Http-fairlead-browser'])
  })

  test('stays with its browser when a link on another site opens our address', async () => {
    const { app } = await story.startFairlead()
    const cookiesFor = async (site: string) => {
      const response = await app.inject({ url: '/nonce', headers: { 'sec-fetch-site': site } })
      return response.headers['set-cookie']
    }
    // SameSite=Strict: the browser has its cookie and does not send it.
    expect(await cookiesFor('cross-site')).toBeUndefined()
    expect(await cookiesFor('same-origin')).toContain('fairlead-browser')
  })

  test('keeps its browser for a year after the last visit, not after the first', async () => {
    const { app } = await story.startFairlead()
    const first = String((await app.inject('/nonce')).headers['set-cookie'])
    const cookie = first.split(';')[0]
    const again = await app.inject({ url: '/nonce', headers: { cookie } })
    expect(again.headers['set-cookie']).toBe(first)
    expect(first).toContain('Max-Age=31536000')
  })

  test('with oidc-use-access-token gives the access token, and its life', async () => {
    const browser = await story.startBrowser({ client: { useAccessToken: true } })
    const answer = (await browser.signIn(story.issuer)).json()
    expect(answer.access_token).toBe(SECRETS.accessToken)
    expect(answer.expires_in).toBeLessThanOrEqual(60)
  })

  test('with code and verifier stolen from another browser is refused', async () => {
    const fairlead = await story.startFairlead()
    const victim = new TestBrowser(fairlead)
    const thief = new TestBrowser(fairlead)
    await thief.nonce()
    const stolen = story.issuer.grantCode(await victim.nonce())
    const response = await thief.exchange(stolen)
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('NONCE_MISMATCH')
    expect(response.json()).not.toHaveProperty('id_token')
    expect(thief.sessionCookies()).toEqual([])
  })

  test('without the browser cookie does not reach the issuer', async () => {
    const browser = await story.startBrowser()
    const code = story.issuer.grantCode(await browser.nonce())
    browser.cookies.clear()
    expect((await browser.exchange(code)).json().error).toBe('NONCE_MISMATCH')
    expect(story.issuer.seenAt('/token')).toEqual([])
  })

  test.each(['', 'x.y', 'no-mac'])('with the nonce %j, which is not ours, is refused', async (nonce) => {
    const browser = await story.startBrowser()
    await browser.nonce()
    expect((await browser.exchange(story.issuer.grantCode(nonce))).json().error).toBe('NONCE_MISMATCH')
  })

  test('of a client that another one of the same issuer did not begin is refused', async () => {
    const sealingKeys = [randomBytes(32)]
    const browser = await story.startBrowser({ sealingKeys, client: { key: 'client2' } })
    const code = story.issuer.grantCode(await browser.nonce())
    browser.fairlead = await story.startFairlead({ sealingKeys })
    expect((await browser.exchange(code)).json().error).toBe('NONCE_MISMATCH')
  })
})

describe('an issuer without refresh tokens', () => {
  beforeEach(() => {
    story.issuer.faults.tokens = ({ refresh_token: _, ...answer }) => answer
  })

  test('leaves a session that a reload restores, without asking it, until the ID token ends', async () => {
    let nowMs = Date.now()
    const browser = await story.startBrowser({ nowMs: () => nowMs })
    const signedIn = (await browser.signIn(story.issuer)).json()
    expect(signedIn.refresh_token).toBe('sealed-until-expiry')
    nowMs += 300_000
    const restored = (await browser.renew()).json()
    expect(restored).toMatchObject({ id_token: signedIn.id_token, refresh_token: 'sealed-until-expiry' })
    expect(restored.expires_in).toBeLessThanOrEqual(300)
    expect(story.issuer.seenAt('/token')).toHaveLength(1)
    nowMs += 301_000
    expect((await browser.renew()).json().error).toBe('SESSION_ENDED')
  })

  test('and with an ID token of 16 KiB still signs in, without the cookie', async () => {
    story.issuer.faults.claims = (claims) => ({ ...claims, groups: 'g'.repeat(16_384) })
    const browser = await story.startBrowser()
    const response = await browser.signIn(story.issuer)
    expect(response.statusCode).toBe(200)
    expect(decodeJwt(response.json().id_token)['groups']).toHaveLength(16_384)
    expect(response.json()).not.toHaveProperty('refresh_token')
    expect(browser.sessionCookies()).toEqual([])
  })
})

describe('a refresh token', () => {
  test.each([2_800, 12_000])('of %i bytes travels in cookies that browsers take', async (length) => {
    story.issuer.faults.tokens = (answer) => ({
      ...answer,
      refresh_token: `${'r'.repeat(length)}${String(answer['refresh_token'])}`,
    })
    const browser = await story.startBrowser()
    expect((await browser.signIn(story.issuer)).statusCode).toBe(200)
    for (const { raw } of browser.cookies.values()) expect(raw.length).toBeLessThan(4096)
    await browser.renew()
    expect(story.issuer.seenAt('/token').at(-1)?.form.get('refresh_token')).toHaveLength(
      length + 'refresh-token-2'.length,
    )
  })

  test('too large for the cookies is refused, saying so', async () => {
    story.issuer.faults.tokens = (answer) => ({ ...answer, refresh_token: 'r'.repeat(20_000) })
    const browser = await story.startBrowser()
    expect((await browser.signIn(story.issuer)).json().error).toBe('SESSION_TOO_LARGE')
    expect(browser.sessionCookies()).toEqual([])
  })
})
