import { describe, expect, test } from 'vitest'
import { tellRelayStories } from './relay-story-fixture.ts'

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
})
