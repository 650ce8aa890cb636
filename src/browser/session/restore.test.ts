import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  CONFIG,
  createBrowser,
  failing,
  HARBOUR,
  LAGOON,
  named,
  oidcCluster,
  REEF,
} from './browser-fixture.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('costs one token request for each client, and none where nobody signed in', async () => {
  const browser = createBrowser()
  browser.held.add('one')
  const tab = browser.openTab()
  const restoring = tab.sessions.restore()
  expect([HARBOUR, LAGOON, REEF].map(tab.status)).toEqual(['restoring', 'restoring', 'signed-out'])
  const token = tab.sessions.bearerToken(LAGOON)
  await restoring
  expect([HARBOUR, LAGOON, REEF].map(tab.status)).toEqual(['signed-in', 'signed-in', 'signed-out'])
  expect(await token).toBe(await tab.sessions.bearerToken(HARBOUR))
  expect(browser.requests).toEqual(['one'])
})

test('ten clusters that share a client are one request', async () => {
  const clusters = Array.from({ length: 10 }, (_, index) => named(`cluster-${index}`))
  const browser = createBrowser()
  browser.held.add('one')
  const tab = browser.openTab({
    config: { ...CONFIG, clusters: clusters.map((name) => oidcCluster(name, 'one')) },
  })
  await tab.sessions.restore()
  await Promise.all(clusters.map(tab.sessions.bearerToken))
  expect(new Set(clusters.map(tab.status))).toEqual(new Set(['signed-in']))
  expect(browser.requests).toEqual(['one'])
})

test.each([
  'SESSION_ENDED',
  'SESSION_SEALED_ELSEWHERE',
  'SUBJECT_MISMATCH',
  'TOKEN_REQUEST_REFUSED',
] as const)('%s leaves its reason, and is not asked for again', async (code) => {
  const browser = createBrowser()
  browser.held.add('one')
  browser.refresh = () => failing(code)
  const tab = browser.openTab()
  await tab.sessions.restore()
  expect([tab.reason(HARBOUR)?.code, tab.reason(LAGOON)?.code]).toEqual([code, code])
  tab.comeOnline()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(browser.requests).toEqual(['one'])
})

test('without a network one is signed out with the reason, and signed in once it is back', async () => {
  const browser = createBrowser()
  browser.held.add('one')
  browser.refresh = () => failing('NETWORK_FAILED')
  const tab = browser.openTab()
  await tab.sessions.restore()
  expect([tab.status(LAGOON), tab.reason(LAGOON)?.code]).toEqual(['signed-out', 'NETWORK_FAILED'])
  browser.refresh = async () => browser.issue()
  await vi.advanceTimersByTimeAsync(5_000)
  expect([HARBOUR, LAGOON, REEF].map(tab.status)).toEqual(['signed-in', 'signed-in', 'signed-out'])
})

test('a sign-in that is being completed is waited for, and needs no second request', async () => {
  const browser = createBrowser()
  const tab = browser.openTab()
  void tab.sessions.signIn(LAGOON, '/c/lagoon')
  browser.held.add('one')
  const back = browser.openTab({ storage: tab.storage })
  const url = browser.callbackOf('one')
  const [completed] = await Promise.all([
    back.sessions.completeSignIn(url),
    back.sessions.completeSignIn(url),
    back.sessions.restore(),
  ])
  expect(completed).toMatchObject({ returnTo: '/c/lagoon' })
  expect([HARBOUR, LAGOON, REEF].map(back.status)).toEqual(['signed-in', 'signed-in', 'signed-out'])
  expect(browser.requests).toEqual([])
})
