import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { tellRelayStories } from './relay-story-fixture.ts'
import { TestBrowser } from './test-browser-fixture.ts'

const story = tellRelayStories()

const refreshTokensSent = () =>
  story.issuer.seenAt('/token').flatMap(({ form }) => form.get('refresh_token') ?? [])

describe('two replicas with the same sealing key', () => {
  async function startTwo(options: { listening?: boolean } = {}) {
    const sealingKeys = [randomBytes(32)]
    const replicas = [
      await story.startFairlead({ sealingKeys, ...options }),
      await story.startFairlead({ sealingKeys, ...options }),
    ] as const
    return { replicas, browser: new TestBrowser(replicas[0]) }
  }

  test('serve one session by turns, sending each refresh token once', async () => {
    const { replicas, browser } = await startTwo()
    const code = story.issuer.grantCode(await browser.nonce())
    browser.fairlead = replicas[1]
    expect((await browser.exchange(code)).statusCode).toBe(200)
    for (let round = 0; round < 6; round++) {
      browser.fairlead = replicas[round % 2] ?? browser.fairlead
      expect((await browser.renew()).statusCode).toBe(200)
    }
    expect(new Set(refreshTokensSent()).size).toBe(6)
    browser.fairlead = replicas[0]
    expect((await browser.revoke()).json()).toEqual({ refreshToken: 'revoked' })
    browser.fairlead = replicas[1]
    expect((await browser.renew()).json().error).toBe('SESSION_ENDED')
  })

  test('lose nothing when one closes in the middle of a renewal: it answers first', async () => {
    const { replicas, browser } = await startTwo({ listening: true })
    await browser.signIn(story.issuer)
    const held = Promise.withResolvers<undefined>()
    story.issuer.faults.hold = held.promise
    const renewal = browser.renew()
    await expect.poll(refreshTokensSent).toHaveLength(1)
    const closed = replicas[0].close()
    held.resolve(undefined)
    expect((await renewal).statusCode).toBe(200)
    await closed
    browser.fairlead = replicas[1]
    expect((await browser.renew()).statusCode).toBe(200)
    expect(new Set(refreshTokensSent()).size).toBe(2)
  })

  test('lose nothing when one breaks off a renewal that the issuer has not taken', async () => {
    const { replicas, browser } = await startTwo({ listening: true })
    await browser.signIn(story.issuer)
    story.issuer.faults.answer = (path) => path === '/token'
    const renewal = browser.renew().catch((error: unknown) => error)
    await expect.poll(refreshTokensSent).toHaveLength(1)
    replicas[0].app.server.closeAllConnections()
    expect(await renewal).toBeInstanceOf(Error)
    delete story.issuer.faults.answer
    browser.fairlead = replicas[1]
    expect((await browser.renew()).statusCode).toBe(200)
  })
})

describe('a new sealing key', () => {
  const [oldKey, newKey] = [randomBytes(32), randomBytes(32)]

  test('before the old one loses nobody, neither in a sign-in nor after it', async () => {
    const browser = await story.startBrowser({ sealingKeys: [oldKey] })
    const code = story.issuer.grantCode(await browser.nonce())
    browser.fairlead = await story.startFairlead({ sealingKeys: [newKey, oldKey] })
    expect((await browser.exchange(code)).statusCode).toBe(200)
    browser.fairlead = await story.startFairlead({ sealingKeys: [newKey] })
    expect((await browser.renew()).statusCode).toBe(200)
  })

  test('seals what the old one had sealed at the next renewal, so that the old one can go', async () => {
    const browser = await story.startBrowser({ sealingKeys: [oldKey] })
    await browser.signIn(story.issuer)
    for (const sealingKeys of [[newKey, oldKey], [newKey]]) {
      browser.fairlead = await story.startFairlead({ sealingKeys })
      expect((await browser.renew()).statusCode).toBe(200)
    }
  })

  test('in place of the old one says so, warns once, and leaves the cookie to who can open it', async () => {
    const first = await story.startFairlead({ sealingKeys: [oldKey] })
    const other = await story.startFairlead({ sealingKeys: [newKey] })
    const browser = new TestBrowser(first)
    await browser.signIn(story.issuer)
    browser.fairlead = other
    for (let round = 0; round < 3; round++) {
      const response = await browser.renew()
      expect([response.statusCode, response.json().error]).toEqual([400, 'SESSION_SEALED_ELSEWHERE'])
      expect(response.headers['set-cookie']).toBeUndefined()
    }
    const warnings = other.logLines.filter((line) => (JSON.parse(line) as { level: number }).level >= 40)
    expect(warnings).toEqual([expect.stringContaining('SESSION_SEALED_ELSEWHERE')])
    browser.fairlead = first
    expect((await browser.renew()).statusCode).toBe(200)
  })

  test('in place of the old one gives way to a new sign-in', async () => {
    const browser = await story.startBrowser({ sealingKeys: [oldKey] })
    await browser.signIn(story.issuer)
    browser.fairlead = await story.startFairlead({ sealingKeys: [newKey] })
    await browser.signIn(story.issuer)
    expect((await browser.renew()).statusCode).toBe(200)
  })
})

test('without a sealing key a session does not outlive the process that made one', async () => {
  const browser = await story.startBrowser()
  await browser.signIn(story.issuer)
  browser.fairlead = await story.startFairlead()
  expect((await browser.renew()).json().error).toBe('SESSION_SEALED_ELSEWHERE')
})
