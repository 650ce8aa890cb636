import { expect, test } from 'vitest'
import {
  ATOLL,
  createBrowser,
  failing,
  HARBOUR,
  LAB,
  LAGOON,
  ORIGIN,
  REEF,
  restoredTab,
} from './browser-fixture.ts'

type Browser = ReturnType<typeof createBrowser>
type Tab = ReturnType<Browser['openTab']>

const ALL = [HARBOUR, LAGOON, REEF, ATOLL]
const begunWith = (browser: Browser) => browser.begun.map(({ clientKey }) => clientKey)
/** The page that the issuer sends the person back to, in the same tab. */
const nextPage = (browser: Browser, { storage }: Tab) => browser.openTab({ storage, path: '/oidc-callback' })

test('walks from issuer to issuer, each once, and comes back to where one was', async () => {
  const browser = createBrowser()
  const start = browser.openTab()
  void start.sessions.signInToAll('/?filter=a#b')
  await expect.poll(() => begunWith(browser)).toEqual(['one'])

  const second = nextPage(browser, start)
  void second.sessions.completeSignIn(browser.callbackOf('one'))
  await expect.poll(() => begunWith(browser)).toEqual(['one', 'two'])

  const third = nextPage(browser, start)
  void third.sessions.completeSignIn(browser.callbackOf('two'))
  await expect.poll(() => begunWith(browser)).toEqual(['one', 'two', 'three'])

  const last = nextPage(browser, start)
  expect(await last.sessions.completeSignIn(browser.callbackOf('three'))).toEqual({
    returnTo: '/?filter=a#b',
  })
  await last.sessions.restore()
  expect(ALL.map(last.status)).toEqual(ALL.map(() => 'signed-in'))
  expect(last.status(LAB)).toBe('signed-out')
})

test('leaves out the clients that have a session, and those whose clusters have pasted tokens', async () => {
  const browser = createBrowser()
  const tab = await restoredTab(browser, 'one')
  tab.sessions.usePastedToken(REEF, { bearerToken: 'p', identity: { username: 'ada', groups: [] } })
  void tab.sessions.signInToAll('/')
  await expect.poll(() => begunWith(browser)).toEqual(['three'])
})

test('signs in with a client of which one cluster only has a pasted token', async () => {
  const browser = createBrowser()
  const tab = browser.openTab()
  tab.sessions.usePastedToken(HARBOUR, { bearerToken: 'p', identity: { username: 'ada', groups: [] } })
  void tab.sessions.signInToAll('/')
  await expect.poll(() => browser.begun[0]?.cluster).toBe(LAGOON)
  expect(tab.status(HARBOUR)).toBe('signed-in')
})

test('waits for sessions that are being restored, and signs in where there are none any more', async () => {
  const browser = createBrowser()
  for (const clientKey of ['one', 'two']) browser.held.add(clientKey)
  browser.refresh = (clientKey) =>
    clientKey === 'two' ? failing('SESSION_ENDED') : Promise.resolve(browser.issue())
  const tab = browser.openTab()
  void tab.sessions.restore()
  void tab.sessions.signInToAll('/')
  await expect.poll(() => begunWith(browser)).toEqual(['two'])
})

test('goes nowhere where there is nothing left to sign in to', async () => {
  const browser = createBrowser()
  const tab = await restoredTab(browser, 'one', 'two', 'three')
  await tab.sessions.signInToAll('/')
  expect(browser.begun).toEqual([])
})

test('skips what fails before and after leaving, and tells why at those clusters', async () => {
  const browser = createBrowser()
  browser.begin = ({ clientKey }) =>
    clientKey === 'one' ? failing('ISSUER_UNREACHABLE') : new Promise(() => undefined)
  const start = browser.openTab()
  void start.sessions.signInToAll('/')
  await expect.poll(() => begunWith(browser)).toEqual(['one', 'two'])

  browser.redeem = (clientKey) =>
    clientKey === 'two' ? failing('ISSUER_REFUSED') : Promise.resolve(browser.issue())
  void nextPage(browser, start).sessions.completeSignIn(browser.callbackOf('two'))
  await expect.poll(() => begunWith(browser)).toEqual(['one', 'two', 'three'])

  const last = nextPage(browser, start)
  expect(await last.sessions.completeSignIn(browser.callbackOf('three'))).toEqual({ returnTo: '/' })
  await last.sessions.restore()
  expect(ALL.map((name) => last.reason(name)?.code ?? last.status(name))).toEqual([
    'ISSUER_UNREACHABLE',
    'ISSUER_UNREACHABLE',
    'ISSUER_REFUSED',
    'signed-in',
  ])
})

test('the back button on an issuer page ends it', async () => {
  const browser = createBrowser()
  browser.begin = () => Promise.resolve()
  const tab = browser.openTab()
  await tab.sessions.signInToAll('/')
  expect([begunWith(browser), tab.status(HARBOUR)]).toEqual([['one'], 'signed-out'])

  void tab.sessions.signIn(HARBOUR, '/c/harbour')
  const back = nextPage(browser, tab)
  expect(await back.sessions.completeSignIn(browser.callbackOf('one'))).toMatchObject({
    returnTo: '/c/harbour',
  })
  expect(begunWith(browser)).toEqual(['one', 'one'])
})

test('the back button on a later page, or that page once more, ends it and leads to where one was', async () => {
  const browser = createBrowser()
  const start = browser.openTab()
  void start.sessions.signInToAll('/?here')
  await expect.poll(() => begunWith(browser)).toEqual(['one'])
  void nextPage(browser, start).sessions.completeSignIn(browser.callbackOf('one'))
  await expect.poll(() => begunWith(browser)).toEqual(['one', 'two'])

  const again = nextPage(browser, start)
  expect(await again.sessions.completeSignIn(`${ORIGIN}/oidc-callback`)).toEqual({ returnTo: '/?here' })
  await expect(again.sessions.completeSignIn(browser.callbackOf('one'))).rejects.toMatchObject({
    code: 'ATTEMPT_UNKNOWN',
  })
  expect(begunWith(browser)).toEqual(['one', 'two'])
})

test('another sign-in in the tab ends it', async () => {
  const browser = createBrowser()
  const start = browser.openTab()
  void start.sessions.signInToAll('/')
  await expect.poll(() => begunWith(browser)).toEqual(['one'])
  void nextPage(browser, start).sessions.signIn(REEF, '/c/reef')
  const back = nextPage(browser, start)
  expect(await back.sessions.completeSignIn(browser.callbackOf('two'))).toMatchObject({ returnTo: '/c/reef' })
  expect(begunWith(browser)).toEqual(['one', 'two'])
})

test('what the storage holds is not trusted', async () => {
  const browser = createBrowser()
  const start = browser.openTab()
  void start.sessions.signInToAll('//evil.example/')
  await expect.poll(() => begunWith(browser)).toEqual(['one'])
  const stored = 'fairlead.tab.sign-in-walk'
  start.storage.setItem(
    stored,
    JSON.stringify({ ...JSON.parse(start.storage.getItem(stored) ?? ''), remaining: [] }),
  )
  expect(await nextPage(browser, start).sessions.completeSignIn(browser.callbackOf('one'))).toEqual({
    returnTo: '/',
  })

  start.storage.setItem(stored, '{"remaining":"one"}')
  void start.sessions.signIn(HARBOUR, '/c/harbour')
  start.storage.setItem(stored, '{"remaining":"one"}')
  expect(await nextPage(browser, start).sessions.completeSignIn(browser.callbackOf('one'))).toMatchObject({
    returnTo: '/c/harbour',
  })
})

test('no token is stored on the way', async () => {
  const browser = createBrowser()
  const start = browser.openTab()
  void start.sessions.signInToAll('/')
  await expect.poll(() => begunWith(browser)).toEqual(['one'])
  void nextPage(browser, start).sessions.completeSignIn(browser.callbackOf('one'))
  await expect.poll(() => begunWith(browser)).toEqual(['one', 'two'])
  const stored = Array.from({ length: start.storage.length }, (_, index) => {
    return start.storage.getItem(start.storage.key(index) ?? '')
  })
  expect(stored.length).toBeGreaterThan(0)
  expect(stored.join()).not.toMatch(/token-|hint-/)
})
