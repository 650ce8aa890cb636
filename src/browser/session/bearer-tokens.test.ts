import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Finding } from '../../contract/finding.ts'
import { createBrowser, failing, HARBOUR, LAGOON, restoredTab } from './browser-fixture.ts'

const refused: Finding = { code: 'TOKEN_REFUSED', message: 'The API server refused the token.' }

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

describe('the bearer token', () => {
  test('is renewed before use when it is about to end', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    tab.look(false)
    const first = await tab.sessions.bearerToken(HARBOUR)
    vi.setSystemTime(Date.now() + 575_000)
    const [second, third] = await Promise.all([
      tab.sessions.bearerToken(HARBOUR),
      tab.sessions.bearerToken(LAGOON),
    ])
    expect(second).not.toBe(first)
    expect(third).toBe(second)
    expect(browser.requests).toHaveLength(1)
  })

  test('goes on being used until its end while the network is away', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const token = await tab.sessions.bearerToken(HARBOUR)
    browser.refresh = () => failing('NETWORK_FAILED')
    vi.setSystemTime(Date.now() + 575_000)
    expect(await tab.sessions.bearerToken(HARBOUR)).toBe(token)
    vi.setSystemTime(Date.now() + 60_000)
    await expect(tab.sessions.bearerToken(HARBOUR)).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    expect(tab.status(HARBOUR)).toBe('signed-in')
  })

  test('is not there when nobody is signed in', async () => {
    const { sessions } = createBrowser().openTab()
    await expect(sessions.bearerToken(HARBOUR)).rejects.toMatchObject({ code: 'SESSION_ENDED' })
  })

  test('that cannot be renewed ends with the session', async () => {
    const browser = createBrowser()
    browser.refresh = async () => browser.issue({ renewal: 'no-refresh-token' })
    const tab = await restoredTab(browser, 'one')
    vi.setSystemTime(Date.now() + 599_000)
    await tab.sessions.bearerToken(HARBOUR)
    vi.setSystemTime(Date.now() + 2_000)
    await expect(tab.sessions.bearerToken(HARBOUR)).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    expect(tab.reason(LAGOON)?.code).toBe('SESSION_ENDED')
    expect(browser.requests).toEqual([])
  })
})

describe('renewing after a 401', () => {
  test('is one request for all who were refused the same token', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const old = await tab.sessions.bearerToken(HARBOUR)
    tab.sessions.setIdentity(HARBOUR, { username: 'ada', groups: [] })
    const [first, second] = await Promise.all([
      tab.sessions.renew(HARBOUR, old),
      tab.sessions.renew(LAGOON, old),
    ])
    expect(first).not.toBe(old)
    expect([second, await tab.sessions.renew(LAGOON, old)]).toEqual([first, first])
    expect(browser.requests).toHaveLength(1)
    expect(tab.session(HARBOUR)).toMatchObject({ identity: { username: 'ada' } })
  })

  test('keeps the session when the network fails', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    browser.refresh = () => failing('NETWORK_FAILED')
    const old = await tab.sessions.bearerToken(HARBOUR)
    await expect(tab.sessions.renew(HARBOUR, old)).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    expect(tab.status(HARBOUR)).toBe('signed-in')
  })

  test('gives the same token back where it cannot be renewed', async () => {
    const browser = createBrowser()
    browser.refresh = async () => browser.issue({ renewal: 'no-refresh-token' })
    const tab = await restoredTab(browser, 'one')
    const token = await tab.sessions.bearerToken(HARBOUR)
    expect(await tab.sessions.renew(HARBOUR, token)).toBe(token)
    expect(browser.requests).toEqual([])
  })

  test('a token that answered a refusal is not renewed again, for no cluster of the client', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const renewed = await tab.sessions.renew(HARBOUR, await tab.sessions.bearerToken(HARBOUR))
    expect(await tab.sessions.renew(LAGOON, renewed)).toBe(renewed)
    expect(browser.requests).toHaveLength(1)
  })

  test('a cluster that refuses the token is signed out alone, and a renewal does not light it again', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const token = await tab.sessions.bearerToken(HARBOUR)
    tab.sessions.refuse(HARBOUR, 'an older token', refused)
    expect(tab.status(HARBOUR)).toBe('signed-in')
    tab.sessions.refuse(HARBOUR, token, refused)
    expect(tab.reason(HARBOUR)).toEqual(refused)
    await tab.sessions.renew(LAGOON, token)
    expect([HARBOUR, LAGOON].map(tab.status)).toEqual(['signed-out', 'signed-in'])
  })
})
