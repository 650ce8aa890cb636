import { describe, expect, test } from 'vitest'
import { tellRelayStories } from './relay-story-fixture.ts'
import { TestBrowser } from './test-browser-fixture.ts'

const story = tellRelayStories()

describe('signing out', () => {
  test('revokes the refresh token and clears every cookie chunk', async () => {
    story.issuer.faults.tokens = (answer) => ({
      ...answer,
      refresh_token: `${'r'.repeat(6000)}${String(answer['refresh_token'])}`,
    })
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    expect(browser.sessionCookies().length).toBeGreaterThan(1)
    expect((await browser.revoke()).json()).toEqual({ refreshToken: 'revoked' })
    expect(browser.sessionCookies()).toEqual([])
    const revoked = story.issuer.seenAt('/revoke')[0]
    expect(revoked?.form.get('token')).toMatch(/^r{6000}refresh-token-/)
    expect(revoked?.form.get('token_type_hint')).toBe('refresh_token')
    expect(revoked?.authorization).toMatch(/^Basic /)
    expect((await browser.renew()).json().error).toBe('SESSION_ENDED')
  })

  test('clears the cookie also where the issuer cannot or will not revoke', async () => {
    const browser = await story.startBrowser()
    story.issuer.faults.metadata = ({ revocation_endpoint: _, ...document }) => document
    await browser.signIn(story.issuer)
    expect((await browser.revoke()).json()).toEqual({ refreshToken: 'not-supported' })
    expect(browser.sessionCookies()).toEqual([])

    delete story.issuer.faults.metadata
    browser.fairlead = await story.startFairlead()
    await browser.signIn(story.issuer)
    story.issuer.faults.answer = (path, response) => {
      if (path === '/revoke') response.writeHead(503).end()
      return path === '/revoke'
    }
    expect((await browser.revoke()).json()).toEqual({ refreshToken: 'refused' })
    expect(browser.sessionCookies()).toEqual([])
  })

  test('without a session revokes nothing', async () => {
    expect((await (await story.startBrowser()).revoke()).json()).toEqual({ refreshToken: 'none' })
  })

  test('leaves nothing in memory that a copy of the cookie could renew from', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    const copy = new TestBrowser(browser.fairlead)
    for (const [name, cookie] of browser.cookies) copy.cookies.set(name, cookie)
    await browser.renew()
    await browser.revoke()
    expect((await copy.renew()).json().error).toBe('invalid_grant')
  })

  test('with a cookie whose renewal never arrived revokes the refresh token that came of it', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    const late = new TestBrowser(browser.fairlead)
    for (const [name, cookie] of browser.cookies) late.cookies.set(name, cookie)
    await browser.renew()
    await browser.renew()
    expect((await late.revoke()).json()).toEqual({ refreshToken: 'revoked' })
    expect((await browser.renew()).json().error).toBe('invalid_grant')
  })

  test('while a renewal is under way waits for it, and revokes what it brings', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    const held = Promise.withResolvers<undefined>()
    story.issuer.faults.hold = held.promise
    const renewal = browser.renew()
    await expect.poll(() => story.issuer.seenAt('/token')).toHaveLength(2)
    const signOut = browser.revoke()
    held.resolve(undefined)
    expect((await renewal).statusCode).toBe(200)
    expect((await signOut).json()).toEqual({ refreshToken: 'revoked' })
    const spent = story.issuer.seenAt('/token')[1]?.form.get('refresh_token')
    expect(story.issuer.seenAt('/revoke')[0]?.form.get('token')).not.toBe(spent)
    expect((await browser.renew()).statusCode).toBe(400)
    expect(browser.sessionCookies()).toEqual([])
  })

  test('of a session that cannot be opened here says that its refresh token lives on', async () => {
    const browser = await story.startBrowser()
    await browser.signIn(story.issuer)
    browser.fairlead = await story.startFairlead()
    expect((await browser.revoke()).json()).toEqual({ refreshToken: 'refused' })
    expect(browser.sessionCookies()).toEqual([])
  })
})
