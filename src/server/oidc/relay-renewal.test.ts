import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sendJson } from './issuer-fixture.ts'
import { tellRelayStories } from './relay-story-fixture.ts'
import { TestBrowser } from './test-browser-fixture.ts'

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

  test('that cannot be verified now, since the keys cannot be had, keeps the rotated refresh token', async () => {
    const sealingKeys = [randomBytes(32)]
    const browser = await story.startBrowser({ sealingKeys })
    await browser.signIn(story.issuer)
    browser.fairlead = await story.startFairlead({ sealingKeys })
    story.issuer.faults.answer = (path, response) => {
      if (path === '/jwks') response.writeHead(500).end()
      return path === '/jwks'
    }
    expect((await browser.renew()).json().error).toBe('ISSUER_UNREACHABLE')
    delete story.issuer.faults.answer
    expect((await browser.renew()).statusCode).toBe(200)
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

  test.each([
    ['HTTP 503', 503, {}],
    ['HTTP 429', 429, { error: 'invalid_request' }],
    ['temporarily_unavailable', 400, { error: 'temporarily_unavailable' }],
    ['server_error', 400, { error: 'server_error' }],
    ['HTTP 500 with an invalid_grant that it does not mean', 500, { error: 'invalid_grant' }],
  ])('while the issuer is in trouble, with %s, keeps the session for later', async (_, status, body) => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    story.issuer.faults.answer = (path, response) => {
      if (path === '/token') sendJson(response, status, body)
      return path === '/token'
    }
    const response = await browser.renew()
    expect(response.statusCode).toBe(502)
    expect(response.json().error).toBe('ISSUER_UNREACHABLE')
    expect(response.headers['set-cookie']).toBeUndefined()
    delete story.issuer.faults.answer
    expect((await browser.renew()).statusCode).toBe(200)
  })

  test('while the issuer is down keeps the session until it is back', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    await story.issuer.stop()
    for (let round = 0; round < 3; round++) {
      const response = await browser.renew()
      expect([response.statusCode, response.json().error]).toEqual([502, 'ISSUER_UNREACHABLE'])
      expect(response.headers['set-cookie']).toBeUndefined()
    }
    await story.issuer.restart()
    expect((await browser.renew()).statusCode).toBe(200)
  })

  test('that is refused for another reason than the session keeps it', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    story.issuer.faults.answer = (path, response) => {
      if (path === '/token') sendJson(response, 401, { error: 'invalid_client' })
      return path === '/token'
    }
    expect((await browser.renew()).json().error).toBe('invalid_client')
    delete story.issuer.faults.answer
    expect((await browser.renew()).statusCode).toBe(200)
  })
})
