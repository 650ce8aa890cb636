import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../contract/app-error.ts'
import { createBrowser, failing, HARBOUR, LAGOON, REEF, restoredTab } from './browser-fixture.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const codeOf = (error: unknown) => (error instanceof AppError ? error.code : 'no AppError')

const trouble = (tab: Awaited<ReturnType<typeof restoredTab>>) => {
  const session = tab.session(HARBOUR)
  return session?.status === 'signed-in' ? session.trouble?.code : undefined
}

describe('time', () => {
  test('renews a minute before the end, and again', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    await vi.advanceTimersByTimeAsync(539_000)
    expect(browser.requests).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(browser.requests).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(541_000)
    expect(browser.requests).toHaveLength(2)
    expect([HARBOUR, LAGOON].map(tab.status)).toEqual(['signed-in', 'signed-in'])
  })

  test('renews nothing ahead of time while nobody looks, and at once when someone does', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    tab.look(false)
    await vi.advanceTimersByTimeAsync(590_000)
    expect(browser.requests).toHaveLength(0)
    tab.look(true)
    await vi.waitFor(() => expect(browser.requests).toHaveLength(1))
  })

  test('outlives an issuer’s idle limit in a lone tab that nobody looks at: it renews what is over', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    tab.look(false)
    await vi.advanceTimersByTimeAsync(616_000)
    expect([browser.requests.length, tab.status(HARBOUR)]).toEqual([1, 'signed-in'])
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(browser.requests.length).toBeGreaterThanOrEqual(5)
    expect(browser.requests.length).toBeLessThanOrEqual(7)
  })

  test('renews at once on waking from a sleep far past the end', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const before = await tab.sessions.bearerToken(HARBOUR)
    vi.setSystemTime(Date.now() + 8 * 3_600_000)
    tab.look(true)
    await vi.waitFor(() => expect(browser.requests).toHaveLength(1))
    expect(await tab.sessions.bearerToken(HARBOUR)).not.toBe(before)
  })

  test.each(['no-refresh-token', 'no-id-token'] as const)(
    'ends what is %s, with the reason',
    async (renewal) => {
      const browser = createBrowser()
      browser.refresh = async () => browser.issue({ renewal })
      const tab = await restoredTab(browser, 'one')
      await vi.advanceTimersByTimeAsync(599_000)
      expect(tab.session(HARBOUR)).toMatchObject({ status: 'signed-in', renewal })
      await vi.advanceTimersByTimeAsync(2_000)
      expect([tab.reason(HARBOUR)?.code, tab.reason(LAGOON)?.remedy]).toEqual([
        'SESSION_ENDED',
        expect.any(String),
      ])
      expect(browser.requests).toEqual([])
    },
  )
})

describe('a failure that passes', () => {
  test('is tried again after two seconds, then ever later, at most a minute', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const askedAtS: number[] = []
    const startS = Date.now() / 1000
    browser.refresh = () => {
      askedAtS.push(Math.round(Date.now() / 1000 - startS))
      return failing('ISSUER_UNREACHABLE')
    }
    await vi.advanceTimersByTimeAsync(800_000)
    const gapsS = askedAtS.slice(1).map((atS, index) => atS - (askedAtS[index] ?? 0))
    expect(gapsS.slice(0, 7)).toEqual([2, 4, 8, 16, 32, 60, 60])
    expect(tab.status(HARBOUR)).toBe('signed-in')
  })

  test('shows as trouble, past the end of the token too, until it works again', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const { refresh } = browser
    browser.refresh = () => failing('ISSUER_UNREACHABLE')
    await vi.advanceTimersByTimeAsync(545_000)
    expect(trouble(tab)).toBe('ISSUER_UNREACHABLE')
    await vi.advanceTimersByTimeAsync(100_000)
    expect(trouble(tab)).toBe('ISSUER_UNREACHABLE')
    browser.refresh = refresh
    await vi.advanceTimersByTimeAsync(60_000)
    expect([tab.status(HARBOUR), trouble(tab)]).toEqual(['signed-in', undefined])
  })

  test('is forgotten once it is over: the next one begins with short waits again', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const { refresh } = browser
    browser.refresh = () => failing('ISSUER_UNREACHABLE')
    await vi.advanceTimersByTimeAsync(560_000)
    browser.refresh = refresh
    await vi.advanceTimersByTimeAsync(20_000)
    expect(trouble(tab)).toBeUndefined()
    browser.refresh = () => failing('ISSUER_UNREACHABLE')
    browser.requests = []
    const token = await tab.sessions.bearerToken(HARBOUR)
    await tab.sessions.renew(HARBOUR, token).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(3_000)
    await tab.sessions.renew(HARBOUR, token).catch(() => undefined)
    expect(browser.requests).toHaveLength(2)
  })

  test('is tried again at once on coming back online', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    browser.refresh = () => failing('NETWORK_FAILED')
    await vi.advanceTimersByTimeAsync(590_000)
    const asked = browser.requests.length
    tab.look(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(browser.requests).toHaveLength(asked)
    tab.comeOnline()
    await vi.advanceTimersByTimeAsync(0)
    expect(browser.requests).toHaveLength(asked + 1)
  })

  test('is no trouble of a session that is not renewed anyway', async () => {
    const browser = createBrowser()
    const capped = browser.issue({ lifeS: 20 })
    browser.refresh = async () => capped
    const tab = await restoredTab(browser, 'one')
    await vi.advanceTimersByTimeAsync(16_000)
    expect(tab.session(HARBOUR)).toMatchObject({ renewal: 'issuer-limit' })
    browser.refresh = () => failing('NETWORK_FAILED')
    await tab.sessions.renew(HARBOUR, capped.bearerToken).catch(() => undefined)
    expect([tab.status(HARBOUR), trouble(tab)]).toEqual(['signed-in', undefined])
  })

  test('is not tried for each request of the page meanwhile', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    browser.refresh = () => failing('NETWORK_FAILED')
    await vi.advanceTimersByTimeAsync(541_000)
    vi.setSystemTime(Date.now() + 70_000)
    const refused = () => tab.sessions.bearerToken(HARBOUR).catch((error: unknown) => codeOf(error))
    expect(await refused()).toBe('NETWORK_FAILED')
    const asked = browser.requests.length
    expect([await refused(), await refused()]).toEqual(['NETWORK_FAILED', 'NETWORK_FAILED'])
    expect(browser.requests).toHaveLength(asked)
  })
})

test('a renewal without any ID token leaves the present one until its end', async () => {
  const browser = createBrowser()
  const tab = await restoredTab(browser, 'one')
  browser.refresh = () => failing('ID_TOKEN_MISSING')
  await vi.advanceTimersByTimeAsync(545_000)
  expect(tab.session(HARBOUR)).toMatchObject({ status: 'signed-in', renewal: 'no-id-token' })
  await vi.advanceTimersByTimeAsync(50_000)
  expect([tab.status(HARBOUR), browser.requests.length]).toEqual(['signed-in', 1])
  await vi.advanceTimersByTimeAsync(6_000)
  expect(tab.reason(HARBOUR)?.code).toBe('SESSION_ENDED')
})

test.each(['TOKEN_REQUEST_REFUSED', 'ISSUER_INVALID', 'ID_TOKEN_INVALID'] as const)(
  '%s may be a gateway’s word: it is asked again while the token lasts, and believed at its end',
  async (code) => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const { refresh } = browser
    browser.refresh = () => failing(code)
    await vi.advanceTimersByTimeAsync(545_000)
    expect([tab.status(HARBOUR), trouble(tab)]).toEqual(['signed-in', code])
    browser.refresh = refresh
    await vi.advanceTimersByTimeAsync(10_000)
    expect([tab.status(HARBOUR), trouble(tab)]).toEqual(['signed-in', undefined])

    browser.refresh = () => failing(code)
    await vi.advanceTimersByTimeAsync(720_000)
    expect(tab.reason(HARBOUR)?.code).toBe(code)
    const asked = browser.requests.length
    await vi.advanceTimersByTimeAsync(200_000)
    expect(browser.requests).toHaveLength(asked)
  },
)

test.each(['SESSION_ENDED', 'SESSION_SEALED_ELSEWHERE', 'SUBJECT_MISMATCH'] as const)(
  '%s is final: every cluster of the client ends with it, and nobody asks again',
  async (code) => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one', 'two')
    const ended = vi.fn()
    tab.sessions.onEnd(LAGOON, ended)
    browser.refresh = (clientKey) => (clientKey === 'one' ? failing(code) : Promise.resolve(browser.issue()))
    await vi.advanceTimersByTimeAsync(541_000)
    expect([HARBOUR, LAGOON, REEF].map(tab.status)).toEqual(['signed-out', 'signed-out', 'signed-in'])
    expect(tab.reason(HARBOUR)?.code).toBe(code)
    expect(ended).toHaveBeenCalledTimes(1)
    tab.comeOnline()
    tab.look(true)
    await vi.advanceTimersByTimeAsync(200_000)
    expect(browser.requests.filter((clientKey) => clientKey === 'one')).toHaveLength(1)
  },
)

describe('an issuer that caps the session', () => {
  test('is not asked on and on: the session ends when it says', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const capS = Date.now() / 1000 + 601
    browser.refresh = async () => ({ ...browser.issue(), expiresAtS: capS })
    await vi.advanceTimersByTimeAsync(545_000)
    expect(tab.session(LAGOON)).toMatchObject({ renewal: 'issuer-limit', expiresAtS: capS })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(browser.requests).toHaveLength(1)
    expect(tab.reason(LAGOON)?.message).toContain('longest life')
  })

  test('by tokens that are over when they come is asked once', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    browser.refresh = async () => browser.issue({ lifeS: -1 })
    await vi.advanceTimersByTimeAsync(560_000)
    expect(browser.requests).toHaveLength(1)
    expect(tab.reason(HARBOUR)?.code).toBe('SESSION_ENDED')
  })

  test('is believed when it moves the end after all', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    const capS = Date.now() / 1000 + 601
    browser.refresh = async () => ({ ...browser.issue(), expiresAtS: capS })
    await vi.advanceTimersByTimeAsync(545_000)
    browser.refresh = async () => browser.issue()
    await tab.sessions.renew(HARBOUR, await tab.sessions.bearerToken(HARBOUR))
    expect(tab.session(HARBOUR)).toMatchObject({ renewal: 'possible' })
  })
})

test('a renewal under way does not sign in again who signed out', async () => {
  const browser = createBrowser()
  const tab = await restoredTab(browser, 'one')
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof browser.issue>>()
  browser.refresh = () => promise
  const renewal = tab.sessions.renew(LAGOON, await tab.sessions.bearerToken(LAGOON)).catch(String)
  await vi.waitFor(() => expect(browser.requests).toHaveLength(1))
  const leaving = tab.sessions.signOut({ clusters: [HARBOUR], atIssuer: false })
  resolve(browser.issue())
  expect(await renewal).toContain('signed out')
  await leaving
  expect([HARBOUR, LAGOON].map(tab.status)).toEqual(['signed-out', 'signed-out'])
})
