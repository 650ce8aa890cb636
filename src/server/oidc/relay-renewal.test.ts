import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { SECRETS, sendJson } from './issuer-fixture.ts'
import { TestBrowser } from './relay-fixture.ts'
import { tellRelayStories } from './relay-story-fixture.ts'

const story = tellRelayStories()

describe('a renewal', () => {
  test('sends the rotated refresh token, and only ever once', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    for (let round = 0; round < 3; round++) expect((await browser.renew()).statusCode).toBe(200)
    const sent = story.issuer.seenAt('/token').flatMap(({ form }) => form.get('refresh_token') ?? [])
    expect(sent).toHaveLength(3)
    expect(new Set(sent).size).toBe(3)
  })

  test('asked for by two tabs at once, and by a third shortly after, is one request to the issuer', async () => {
    const fairlead = await story.startFairlead()
    const browser = new TestBrowser(fairlead)
    await browser.signIn(story.issuer)
    const late = new TestBrowser(fairlead)
    for (const [name, cookie] of browser.cookies) late.cookies.set(name, cookie)
    const [first, second] = await Promise.all([browser.renew(), browser.renew()])
    const third = await late.renew()
    expect([first, second, third].map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect(story.issuer.seenAt('/token')).toHaveLength(2)
    expect((await late.renew()).statusCode).toBe(200)
  })

  test('without a cookie says that the session has ended, without asking the issuer', async () => {
    const browser = await story.startBrowser()
    const response = await browser.renew()
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('SESSION_ENDED')
    expect(story.issuer.seenAt('/token')).toEqual([])
  })

  test('with a cookie sealed by an unknown key ends the session and clears the cookie', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    browser.fairlead = await story.startFairlead()
    expect((await browser.renew()).json().error).toBe('SESSION_ENDED')
    expect(browser.sessionCookies()).toEqual([])
  })

  test('with a cookie of another browser’s session, as a sibling domain can set it, is none', async () => {
    const attacker = await story.startBrowser()
    await attacker.signIn(story.issuer)
    const victim = new TestBrowser(attacker.fairlead)
    await victim.nonce()
    for (const [name, cookie] of attacker.sessionCookies()) victim.cookies.set(name, cookie)
    expect((await victim.renew()).json().error).toBe('SESSION_ENDED')
    expect((await attacker.renew()).statusCode).toBe(200)
  })

  test('ends with the session, counted from the sign-in, however often it was renewed', async () => {
    let nowMs = Math.floor(Date.now() / 1000) * 1000
    story.issuer.faults.claims = (claims) => ({ ...claims, exp: Math.floor(nowMs / 1000) + 600 })
    const browser = await story.startBrowser({ sessionTtlS: 3600, nowMs: () => nowMs })
    await browser.signIn(story.issuer)
    nowMs += 3000_000
    expect((await browser.renew()).statusCode).toBe(200)
    expect(browser.sessionCookies()[0]?.[1].raw).toContain('Max-Age=600')
    nowMs += 601_000
    expect((await browser.renew()).json().error).toBe('SESSION_ENDED')
    expect(browser.sessionCookies()).toEqual([])
  })

  test('for another person than the one who signed in is refused', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    story.issuer.faults.claims = (claims) => ({ ...claims, sub: 'mallory' })
    const response = await browser.renew()
    expect(response.json().error).toBe('ID_TOKEN_INVALID')
    expect(response.body).not.toContain('mallory')
  })

  test('without an ID token is told apart, and keeps the rotated refresh token', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    story.issuer.faults.tokens = ({ id_token, ...answer }, grant) =>
      grant === 'refresh_token' ? answer : { id_token, ...answer }
    const response = await browser.renew()
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('ID_TOKEN_MISSING')
    delete story.issuer.faults.tokens
    expect((await browser.renew()).statusCode).toBe(200)
  })

  test('that cannot be verified now, since the keys cannot be had, keeps the rotated refresh token', async () => {
    const sealingKeys = [randomBytes(32)]
    const browser = await story.startBrowser({ sealingKeys })
    await browser.signIn(story.issuer)
    browser.fairlead = await story.startFairlead({ sealingKeys })
    story.issuer.faults.answer = (path, response) => {
      if (path === '/jwks') response.writeHead(500).end()
      return path === '/jwks'
    }
    expect((await browser.renew()).json().error).toBe('ISSUER_INVALID')
    delete story.issuer.faults.answer
    expect((await browser.renew()).statusCode).toBe(200)
  })

  test('without an ID token is enough where Kubernetes is shown the access token', async () => {
    const browser = await story.startBrowser({ client: { useAccessToken: true } })
    await browser.signIn(story.issuer)
    story.issuer.faults.tokens = ({ id_token: _, ...answer }) => answer
    const answer = (await browser.renew()).json()
    expect(answer.access_token).toBe(SECRETS.accessToken)
    expect(answer).not.toHaveProperty('id_token')
  })

  test('without a new refresh token keeps the old one', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    story.issuer.faults.tokens = ({ refresh_token: _, ...answer }) => answer
    await browser.renew()
    const before = story.issuer.seenAt('/token').at(-1)?.form.get('refresh_token')
    await browser.renew()
    expect(story.issuer.seenAt('/token').at(-1)?.form.get('refresh_token')).toBe(before)
  })

  test('that the issuer refuses clears the cookie and says what the issuer said', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    story.issuer.faults.answer = (path, response) => {
      if (path === '/token')
        sendJson(response, 400, { error: 'invalid_grant', error_description: 'Session\nended' })
      return path === '/token'
    }
    const response = await browser.renew()
    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({ error: 'invalid_grant', error_description: 'Session ended' })
    expect(browser.sessionCookies()).toEqual([])
  })

  test('while the issuer is in trouble keeps the session for later', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    story.issuer.faults.answer = (path, response) => {
      if (path === '/token') response.writeHead(503).end('maintenance')
      return path === '/token'
    }
    const response = await browser.renew()
    expect(response.statusCode).toBe(502)
    expect(response.json().error).toBe('ISSUER_UNREACHABLE')
    delete story.issuer.faults.answer
    expect((await browser.renew()).statusCode).toBe(200)
  })
})
