import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CompletedSignIn } from '../sign-in/sign-in.ts'
import {
  CONFIG,
  createBrowser,
  failing,
  HARBOUR,
  LAB,
  LAGOON,
  named,
  REEF,
  restoredTab,
} from './browser-fixture.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

describe('leaving for the issuer', () => {
  test('shows at the cluster alone, and lights every cluster of the client on coming back', async () => {
    const browser = createBrowser()
    const leaving = browser.openTab()
    void leaving.sessions.signIn(LAGOON, '/c/lagoon?a=b#c', { otherAccount: true })
    expect([HARBOUR, LAGOON].map(leaving.status)).toEqual(['signed-out', 'signing-in'])
    expect(browser.begun).toEqual([
      { cluster: LAGOON, clientKey: 'one', returnTo: '/c/lagoon?a=b#c', otherAccount: true },
    ])
    const back = browser.openTab({ storage: leaving.storage })
    const completed = await back.sessions.completeSignIn(browser.callbackOf('one'))
    expect(completed).toMatchObject({ returnTo: '/c/lagoon?a=b#c' })
    expect([HARBOUR, LAGOON].map(back.status)).toEqual(['signed-in', 'signed-in'])
  })

  test('what fails before that is told at the cluster', async () => {
    const browser = createBrowser()
    browser.begin = () => failing('INSECURE_CONTEXT')
    const tab = browser.openTab()
    await tab.sessions.signIn(HARBOUR, '/')
    expect(tab.reason(HARBOUR)?.code).toBe('INSECURE_CONTEXT')
    expect(tab.reason(LAGOON)).toBeUndefined()
  })

  test('coming back with the back button leaves one signed out, without a reason', async () => {
    const browser = createBrowser()
    browser.begin = () => Promise.resolve()
    const tab = browser.openTab()
    await tab.sessions.signIn(HARBOUR, '/')
    expect(tab.session(HARBOUR)).toEqual({ status: 'signed-out' })
  })

  test('to go on from a session that ends soon costs nothing when it fails', async () => {
    const browser = createBrowser()
    browser.refresh = async () => browser.issue({ renewal: 'no-refresh-token' })
    const tab = await restoredTab(browser, 'one')
    const before = tab.session(HARBOUR)
    browser.begin = () => failing('CONFIG_UNREACHABLE')
    await tab.sessions.signIn(HARBOUR, '/')
    expect(tab.session(HARBOUR)).toEqual({
      ...before,
      signInFailure: expect.objectContaining({ code: 'CONFIG_UNREACHABLE' }),
    })
    browser.begin = async () => void vi.setSystemTime(Date.now() + 601_000)
    await tab.sessions.signIn(HARBOUR, '/')
    expect(tab.status(HARBOUR)).toBe('signed-out')
  })

  test('what was gone on from does not come back after a sign-out', async () => {
    const browser = createBrowser()
    browser.refresh = async () => browser.issue({ renewal: 'no-refresh-token' })
    const tab = await restoredTab(browser, 'one')
    browser.begin = () => failing('CONFIG_UNREACHABLE')
    await tab.sessions.signIn(HARBOUR, '/')
    await tab.sessions.signOut({ clusters: [HARBOUR], atIssuer: false })
    await tab.sessions.signIn(HARBOUR, '/')
    expect(tab.status(HARBOUR)).toBe('signed-out')
  })

  test('is not undone by what another tab gets meanwhile', async () => {
    const browser = createBrowser()
    const [tab, other] = [browser.openTab(), browser.openTab()]
    void tab.sessions.signIn(HARBOUR, '/')
    await other.sessions.completeSignIn(browser.callbackOf('one'))
    expect([HARBOUR, LAGOON].map(tab.status)).toEqual(['signing-in', 'signed-in'])
  })

  test.each([named('wreck'), LAB])('there is no issuer to leave for at %s', async (name) => {
    const { sessions } = createBrowser().openTab()
    await expect(sessions.signIn(name, '/')).rejects.toMatchObject({ code: 'CLUSTER_UNKNOWN' })
  })

  test('a window that another tab opened hands its callback over', async () => {
    const browser = createBrowser()
    browser.opener = async () => true
    const tab = browser.openTab()
    expect(await tab.sessions.completeSignIn(browser.callbackOf('one'))).toBe('handed-over')
    expect(tab.status(HARBOUR)).toBe('signed-out')
  })
})

describe('a window for the issuer', () => {
  const config = { ...CONFIG, signIn: { ...CONFIG.signIn, popup: true } }

  function openWindow() {
    const browser = createBrowser()
    const { promise, resolve, reject } = Promise.withResolvers<CompletedSignIn>()
    let window: Parameters<typeof browser.openWindow>[1] | undefined
    browser.openWindow = (_attempt, popup) => {
      window = popup
      return promise
    }
    const tab = browser.openTab({ config })
    const signingIn = tab.sessions.signIn(HARBOUR, '/here')
    const completed = (): CompletedSignIn => ({
      clientKey: 'one',
      cluster: HARBOUR,
      returnTo: '/here',
      tokens: browser.issue(),
    })
    if (!window) throw new Error('no window within the click')
    return { browser, tab, signingIn, window, complete: () => resolve(completed()), reject }
  }

  test('opens within the click, and lights every cluster of the client', async () => {
    const { browser, tab, signingIn, complete } = openWindow()
    expect(tab.session(HARBOUR)).toEqual({ status: 'signing-in', window: 'open' })
    complete()
    await signingIn
    expect([HARBOUR, LAGOON].map(tab.status)).toEqual(['signed-in', 'signed-in'])
    expect(browser.begun).toEqual([])
  })

  test('that seems to be gone is told of, and may still sign in', async () => {
    const { tab, signingIn, window, complete } = openWindow()
    window.onClosed()
    expect(tab.session(HARBOUR)).toEqual({ status: 'signing-in', window: 'closed' })
    complete()
    await signingIn
    expect(tab.status(HARBOUR)).toBe('signed-in')
  })

  test('can be given up', async () => {
    const { tab, signingIn, window, reject } = openWindow()
    tab.sessions.cancelSignIn(HARBOUR)
    expect([window.signal.aborted, tab.session(HARBOUR)]).toEqual([true, { status: 'signed-out' }])
    window.onClosed()
    reject(window.signal.reason)
    await signingIn
    expect(tab.session(HARBOUR)).toEqual({ status: 'signed-out' })
  })

  test('is given up once another of the same client has signed in', async () => {
    const browser = createBrowser()
    const windows: { signal: AbortSignal; done: PromiseWithResolvers<CompletedSignIn> }[] = []
    browser.openWindow = (_attempt, { signal }) => {
      const done = Promise.withResolvers<CompletedSignIn>()
      signal.addEventListener('abort', () => done.reject(new Error('given up')))
      windows.push({ signal, done })
      return done.promise
    }
    const tab = browser.openTab({ config })
    const signingIn = [HARBOUR, LAGOON, REEF].map((cluster) => tab.sessions.signIn(cluster, '/'))
    const tokens = browser.issue()
    windows[0]?.done.resolve({ clientKey: 'one', cluster: HARBOUR, returnTo: '/', tokens })
    await Promise.all(signingIn.slice(0, 2))
    expect(windows.map(({ signal }) => signal.aborted)).toEqual([false, true, false])
    expect([HARBOUR, LAGOON, REEF].map(tab.status)).toEqual(['signed-in', 'signed-in', 'signing-in'])
  })

  test('is given up for this page, which leaves then', async () => {
    const { browser, tab, signingIn, window, reject } = openWindow()
    void tab.sessions.signIn(HARBOUR, '/here', { samePage: true })
    expect(window.signal.aborted).toBe(true)
    reject(window.signal.reason)
    await signingIn
    expect(tab.session(HARBOUR)).toEqual({ status: 'signing-in' })
    expect(browser.begun).toHaveLength(1)
  })

  test('goes on from a session that the issuer caps, and asks about the end anew', async () => {
    const browser = createBrowser()
    browser.held.add('one')
    const tab = browser.openTab({ config })
    browser.refresh = async () => browser.issue({ lifeS: 20 })
    await tab.sessions.restore()
    const capped = { ...browser.issue({ lifeS: 20 }) }
    browser.refresh = async () => capped
    await vi.advanceTimersByTimeAsync(16_000)
    expect(tab.session(HARBOUR)).toMatchObject({ renewal: 'issuer-limit' })
    browser.openWindow = async () => ({ clientKey: 'one', cluster: HARBOUR, returnTo: '/', tokens: capped })
    await tab.sessions.signIn(HARBOUR, '/')
    expect(tab.session(HARBOUR)).toMatchObject({ renewal: 'possible' })
  })

  test('that is blocked falls back to leaving', async () => {
    const browser = createBrowser()
    browser.openWindow = () => failing('POPUP_BLOCKED')
    const tab = browser.openTab({ config })
    void tab.sessions.signIn(HARBOUR, '/here')
    await vi.waitFor(() =>
      expect(browser.begun).toEqual([{ cluster: HARBOUR, clientKey: 'one', returnTo: '/here' }]),
    )
    expect(tab.session(HARBOUR)).toEqual({ status: 'signing-in' })
  })

  test('in which the issuer refuses leaves the reason', async () => {
    const browser = createBrowser()
    browser.openWindow = () => failing('ISSUER_REFUSED')
    const tab = browser.openTab({ config })
    await tab.sessions.signIn(HARBOUR, '/here')
    expect(tab.reason(HARBOUR)?.code).toBe('ISSUER_REFUSED')
  })
})
