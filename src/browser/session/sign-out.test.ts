import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  ATOLL,
  CONFIG,
  createBrowser,
  failing,
  HARBOUR,
  LAB,
  LAGOON,
  ORIGIN,
  REEF,
  restoredTab,
} from './browser-fixture.ts'

const ada = { username: 'ada', groups: [] }
const callback = (state: string | undefined) => `${ORIGIN}/oidc-callback?state=${state}`

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

describe('here', () => {
  test('ends the session of the client at once, stops its clock, and says so', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one', 'two')
    const endsAtS = Date.now() / 1000 + 600
    const leaving = tab.sessions.signOut({ clusters: [HARBOUR], atIssuer: false })
    expect([HARBOUR, LAGOON, REEF].map(tab.status)).toEqual(['signed-out', 'signed-out', 'signed-in'])
    expect(await leaving).toBe('done')
    expect(tab.reason(HARBOUR)).toBeUndefined()
    expect(tab.store.getState().signOut).toEqual([
      {
        clusters: [HARBOUR, LAGOON],
        issuer: 'https://one.example',
        refreshToken: 'revoked',
        bearerEndsAtS: endsAtS,
        atIssuer: 'not-asked',
      },
    ])
    expect(browser.loggedOut).toEqual([])
    tab.sessions.usePastedToken(REEF, { bearerToken: 'p', identity: ada })
    await vi.advanceTimersByTimeAsync(500_000)
    expect(browser.requests).toEqual([])
  })

  test.each(['not-supported', 'refused', 'none'] as const)(
    'says that the refresh token is %s',
    async (answer) => {
      const browser = createBrowser()
      const tab = await restoredTab(browser, 'one')
      browser.revoke = async () => answer
      await tab.sessions.signOut({ clusters: 'all', atIssuer: false })
      expect(tab.store.getState().signOut).toMatchObject([{ refreshToken: answer }])
    },
  )

  test('says where the backend could not be told', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    browser.revoke = () => failing('NETWORK_FAILED')
    await tab.sessions.signOut({ clusters: [HARBOUR], atIssuer: false })
    expect(tab.store.getState().signOut).toMatchObject([{ refreshToken: 'unknown' }])
  })

  test('of all ends every client that has a session, side by side, and pasted tokens', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one', 'two')
    tab.sessions.usePastedToken(LAB, { bearerToken: 'p', identity: ada })
    const revoking: string[] = []
    const { promise: answered, resolve } = Promise.withResolvers<undefined>()
    browser.revoke = async (clientKey) => {
      revoking.push(clientKey)
      await answered
      return 'revoked'
    }
    const leaving = tab.sessions.signOut({ clusters: 'all', atIssuer: false })
    await vi.waitFor(() => expect(revoking).toEqual(['one', 'two']))
    expect([HARBOUR, REEF, LAB].map(tab.status)).toEqual(['signed-out', 'signed-out', 'signed-out'])
    resolve(undefined)
    await leaving
    expect(tab.store.getState().signOut).toEqual([
      expect.objectContaining({ clusters: [HARBOUR, LAGOON] }),
      expect.objectContaining({ clusters: [REEF] }),
      { clusters: [LAB], refreshToken: 'none', atIssuer: 'not-asked' },
    ])
  })

  test('of a cluster with a pasted token forgets that token alone', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'one')
    tab.sessions.usePastedToken(HARBOUR, { bearerToken: 'p', identity: ada })
    await tab.sessions.signOut({ clusters: [HARBOUR], atIssuer: true })
    expect([HARBOUR, LAGOON].map(tab.status)).toEqual(['signed-out', 'signed-in'])
    expect([browser.loggedOut, browser.held.has('one')]).toEqual([[], true])
  })
})

describe('at the issuers', () => {
  async function leave() {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'three', 'two', 'one')
    expect(await tab.sessions.signOut({ clusters: 'all', atIssuer: true })).toBe('leaving')
    const reload = () => browser.openTab({ storage: tab.storage, path: '/oidc-callback' })
    return { browser, tab, reload }
  }
  const atIssuer = (tab: Awaited<ReturnType<typeof restoredTab>>) =>
    tab.store.getState().signOut?.map((report) => report.atIssuer)

  test('goes to one after the other, the first with its ID token, and comes back to say what ended', async () => {
    const { browser, tab, reload } = await leave()
    expect(browser.held.size).toBe(0)
    expect(atIssuer(tab)).toEqual(['not-confirmed', 'not-confirmed', 'no-endpoint'])
    expect(browser.loggedOut).toEqual([
      { clientKey: 'one', idTokenHint: 'hint-of-one', state: expect.any(String) },
    ])

    const second = reload()
    expect(await second.sessions.completeSignIn(callback(browser.loggedOut[0]?.state))).toBe('leaving')
    expect(browser.loggedOut[1]).toEqual({
      clientKey: 'two',
      idTokenHint: undefined,
      state: expect.any(String),
    })
    expect(browser.loggedOut[1]?.state).not.toBe(browser.loggedOut[0]?.state)

    const last = reload()
    const completed = await last.sessions.completeSignIn(callback(browser.loggedOut[1]?.state))
    expect(completed).toEqual({ returnTo: '/signed-out' })
    expect(atIssuer(last)).toEqual(['ended', 'ended', 'no-endpoint'])
    expect(atIssuer(reload())).toEqual(['ended', 'ended', 'no-endpoint'])
    expect(browser.loggedOut).toHaveLength(2)
  })

  test('that send nobody back are not confirmed', async () => {
    const { browser, reload } = await leave()
    const alone = reload()
    expect(atIssuer(alone)).toEqual(['not-confirmed', 'not-confirmed', 'no-endpoint'])
    expect(await alone.sessions.completeSignIn(`${ORIGIN}/oidc-callback`)).toEqual({
      returnTo: '/signed-out',
    })
    expect(browser.loggedOut).toHaveLength(1)
  })

  test('are asked no further once one signs in again', async () => {
    const { browser, reload } = await leave()
    void reload().sessions.signIn(HARBOUR, '/c/harbour')
    const back = reload()
    expect(await back.sessions.completeSignIn(browser.callbackOf('one'))).toMatchObject({
      returnTo: '/c/harbour',
    })
    await expect(back.sessions.completeSignIn(`${ORIGIN}/oidc-callback`)).rejects.toMatchObject({
      code: 'ATTEMPT_UNKNOWN',
    })
    expect(browser.loggedOut).toHaveLength(1)
  })

  test('a state that this tab did not send confirms nothing', async () => {
    const { reload } = await leave()
    const tab = reload()
    await expect(tab.sessions.completeSignIn(callback('guessed'))).rejects.toMatchObject({
      code: 'ATTEMPT_UNKNOWN',
    })
    expect(atIssuer(tab)).toEqual(['not-confirmed', 'not-confirmed', 'no-endpoint'])
  })

  test('goes first where the ID token is still there', async () => {
    const browser = createBrowser()
    const tab = await restoredTab(browser, 'two')
    browser.held.add('one')
    await tab.sessions.signOut({ clusters: 'all', atIssuer: true })
    expect(browser.loggedOut).toMatchObject([{ clientKey: 'two', idTokenHint: 'hint-of-two' }])
  })

  test('an issuer of two clients is asked once for both', async () => {
    const browser = createBrowser()
    for (const key of ['one', 'two']) browser.held.add(key)
    const endSessionEndpoint = 'https://one.example/end'
    const oidcClients = CONFIG.oidcClients.map((client) => ({ ...client, endSessionEndpoint }))
    const tab = browser.openTab({ config: { ...CONFIG, oidcClients }, baseUrl: '/fairlead' })
    await tab.sessions.restore()
    await tab.sessions.signOut({ clusters: 'all', atIssuer: true })
    const back = browser.openTab({ storage: tab.storage, baseUrl: '/fairlead' })
    const completed = await back.sessions.completeSignIn(callback(browser.loggedOut[0]?.state))
    expect(completed).toEqual({ returnTo: '/fairlead/signed-out' })
    expect(atIssuer(back)).toEqual(['ended', 'ended'])
    expect(browser.loggedOut).toHaveLength(1)
  })

  test('no token is stored on the way', async () => {
    const { tab } = await leave()
    const stored = Array.from({ length: tab.storage.length }, (_, index) => {
      return tab.storage.getItem(tab.storage.key(index) ?? '')
    })
    expect(stored.join()).toContain('not-confirmed')
    expect(stored.join()).not.toMatch(/token-|hint-/)
  })

  test('reports that somebody else wrote are not shown', () => {
    const browser = createBrowser()
    const tab = browser.openTab()
    tab.storage.setItem(
      'fairlead.tab.sign-out',
      JSON.stringify({ reports: [{ atIssuer: 'fine' }], remaining: [] }),
    )
    expect(browser.openTab({ storage: tab.storage }).store.getState().signOut).toBeUndefined()
  })
})

test('a cluster of another client is left signed in', async () => {
  const browser = createBrowser()
  const tab = await restoredTab(browser, 'one', 'three')
  await tab.sessions.signOut({ clusters: [ATOLL], atIssuer: true })
  expect([HARBOUR, ATOLL].map(tab.status)).toEqual(['signed-in', 'signed-out'])
  expect(tab.store.getState().signOut).toMatchObject([{ clusters: [ATOLL], atIssuer: 'no-endpoint' }])
})

test('an issuer without an end-session endpoint is said to have none, asked or not', async () => {
  const tab = await restoredTab(createBrowser(), 'three')
  await tab.sessions.signOut({ clusters: [ATOLL], atIssuer: false })
  expect(tab.store.getState().signOut).toMatchObject([{ clusters: [ATOLL], atIssuer: 'no-endpoint' }])
})
