import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createBrowser, HARBOUR, LAGOON, REEF, restoredTab } from './browser-fixture.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('a sign-in in one tab lights the clusters of its client in the others', async () => {
  const browser = createBrowser()
  const [here, there] = [browser.openTab(), browser.openTab()]
  void there.sessions.signIn(HARBOUR, '/')
  await browser.openTab().sessions.completeSignIn(browser.callbackOf('one'))
  expect([HARBOUR, LAGOON, REEF].map(here.status)).toEqual(['signed-in', 'signed-in', 'signed-out'])
})

test('a tab that is restoring takes what another one got', async () => {
  const browser = createBrowser()
  browser.held.add('one')
  const [here, there] = [browser.openTab(), browser.openTab()]
  await Promise.all([here.sessions.restore(), there.sessions.restore()])
  expect(browser.requests).toEqual(['one'])
  expect(await here.sessions.bearerToken(HARBOUR)).toBe(await there.sessions.bearerToken(LAGOON))
})

test('a hidden tab lives on what a visible one renews', async () => {
  const browser = createBrowser()
  const [seen, hidden] = [await restoredTab(browser, 'one'), await restoredTab(browser, 'one')]
  hidden.look(false)
  browser.requests = []
  await vi.advanceTimersByTimeAsync(3_000_000)
  const asked = browser.requests.length
  expect(await hidden.sessions.bearerToken(HARBOUR)).toBe(await seen.sessions.bearerToken(HARBOUR))
  expect(browser.requests).toHaveLength(asked)
})

test('signing out in one tab signs the others out at once, with a word about it', async () => {
  const browser = createBrowser()
  const [here, there] = [await restoredTab(browser, 'one', 'two'), browser.openTab()]
  const ended = vi.fn()
  here.sessions.onEnd(LAGOON, ended)
  void there.sessions.signOut({ clusters: [HARBOUR], atIssuer: false })
  expect([HARBOUR, LAGOON, REEF].map(here.status)).toEqual(['signed-out', 'signed-out', 'signed-in'])
  expect(here.reason(LAGOON)?.message).toContain('another tab')
  expect(ended).toHaveBeenCalledTimes(1)
})

test('what another tab still got lights nobody who is just signing out, but a later sign-in does', async () => {
  const browser = createBrowser()
  const [here, there, third] = [
    await restoredTab(browser, 'one'),
    await restoredTab(browser, 'one'),
    await restoredTab(browser, 'one'),
  ]
  const { promise: answer, resolve } = Promise.withResolvers<ReturnType<typeof browser.issue>>()
  browser.refresh = () => answer
  const renewal = there.sessions.renew(HARBOUR, await there.sessions.bearerToken(HARBOUR)).catch(String)
  const leaving = here.sessions.signOut({ clusters: 'all', atIssuer: false })
  resolve(browser.issue())
  await renewal
  await leaving
  expect([here, there, third].map((tab) => tab.status(HARBOUR))).toEqual([
    'signed-out',
    'signed-out',
    'signed-out',
  ])

  await vi.advanceTimersByTimeAsync(5_000)
  void there.sessions.signIn(HARBOUR, '/')
  await browser.openTab().sessions.completeSignIn(browser.callbackOf('one'))
  expect([here, third].map((tab) => tab.status(HARBOUR))).toEqual(['signed-in', 'signed-in'])
})

test('a cluster whose API server refused the token is lit by no other tab', async () => {
  const browser = createBrowser()
  const [here, there] = [await restoredTab(browser, 'one'), await restoredTab(browser, 'one')]
  const token = await here.sessions.bearerToken(HARBOUR)
  here.sessions.refuse(HARBOUR, token, { code: 'TOKEN_REFUSED', message: 'no' })
  await there.sessions.renew(LAGOON, token)
  expect([HARBOUR, LAGOON].map(here.status)).toEqual(['signed-out', 'signed-in'])
})
