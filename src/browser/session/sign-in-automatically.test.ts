import { expect, test } from 'vitest'
import type { ClusterName } from '../../contract/cluster-name.ts'
import {
  CONFIG,
  createBrowser,
  createStorage,
  failing,
  HARBOUR,
  LAB,
  oidcCluster,
  REEF,
  restoredTab,
} from './browser-fixture.ts'
import { signInAutomatically } from './sign-in-automatically.ts'

const automatic = { ...CONFIG, signIn: { ...CONFIG.signIn, automatic: true } }
const oneClient = { ...automatic, clusters: [oidcCluster(HARBOUR, 'one')] }

/** A page on which the person has done nothing yet. */
function openPage({
  browser = createBrowser(),
  onScreen = HARBOUR,
  config = automatic,
  storage = createStorage(),
  path = '/c/harbour?a=b#c',
}: {
  browser?: ReturnType<typeof createBrowser>
  onScreen?: ClusterName | null
  config?: typeof automatic
  storage?: Storage
  path?: string
} = {}) {
  const tab = browser.openTab({ config, storage, path })
  const screen: { cluster: ClusterName | null } = { cluster: onScreen }
  void tab.sessions.restore()
  signInAutomatically({ ...tab, config, baseUrl: '', onScreen: () => screen.cluster ?? undefined })
  return { browser, tab, screen, storage, begun: () => browser.begun.map(({ clientKey }) => clientKey) }
}

test('leaves for the issuer of the cluster on screen, and comes back to it', () => {
  const { browser } = openPage()
  expect(browser.begun).toEqual([{ cluster: HARBOUR, clientKey: 'one', returnTo: '/c/harbour?a=b#c' }])
})

test('is a setting', () => {
  expect(openPage({ config: CONFIG }).begun()).toEqual([])
})

test('opens no window, which no browser allows without a click', () => {
  const config = { ...automatic, signIn: { ...automatic.signIn, popup: true } }
  expect(openPage({ config }).begun()).toEqual(['one'])
})

test('tries once for a client and tab, however that went', async () => {
  const browser = createBrowser()
  browser.begin = () => failing('CONFIG_UNREACHABLE')
  const { tab, storage, begun } = openPage({ browser })
  await expect.poll(() => tab.reason(HARBOUR)?.code).toBe('CONFIG_UNREACHABLE')
  openPage({ browser, storage })
  expect(begun()).toEqual(['one'])
  openPage({ browser })
  expect(begun()).toEqual(['one', 'one'])
})

test('goes with the person to a cluster of another client', () => {
  const { tab, screen, begun } = openPage()
  screen.cluster = REEF
  tab.window.dispatchEvent(new Event('pushState'))
  expect(begun()).toEqual(['one', 'two'])
})

test('waits for the restore, and does nothing where that signs in or says why not', async () => {
  const browser = createBrowser()
  browser.held.add('one')
  const { tab, begun } = openPage({ browser })
  await expect.poll(() => tab.status(HARBOUR)).toBe('signed-in')
  expect(begun()).toEqual([])

  browser.refresh = () => failing('SESSION_ENDED')
  const ended = openPage({ browser })
  await expect.poll(() => ended.tab.reason(HARBOUR)?.code).toBe('SESSION_ENDED')
  expect(begun()).toEqual([])
})

test('never undoes a sign-out, here or in another tab', async () => {
  const browser = createBrowser()
  browser.held.add('one')
  const [here, there] = [openPage({ browser }), openPage({ browser })]
  await expect
    .poll(() => [here, there].map(({ tab }) => tab.status(HARBOUR)))
    .toEqual(['signed-in', 'signed-in'])
  await here.tab.sessions.signOut({ clusters: 'all', atIssuer: false })
  openPage({ browser, storage: here.storage })
  openPage({ browser, storage: there.storage })
  expect(browser.begun).toEqual([])
})

test('remembers a sign-out in tabs that are opened later, until the next sign-in with that client', async () => {
  const browser = createBrowser()
  const here = await restoredTab(browser, 'one')
  await here.sessions.signOut({ clusters: [HARBOUR], atIssuer: false })
  expect(openPage({ browser }).begun()).toEqual([])
  expect(openPage({ browser, onScreen: REEF }).begun()).toEqual(['two'])
  expect(openPage({ browser: createBrowser() }).begun()).toEqual(['one'])

  void here.sessions.signIn(HARBOUR, '/')
  expect(openPage({ browser }).begun(), 'nobody has signed in yet').toEqual(['two', 'one'])
  await here.sessions.completeSignIn(browser.callbackOf('one'))
  browser.held.clear()
  expect(openPage({ browser }).begun()).toEqual(['two', 'one', 'one'])
})

test('takes a sign-out of a pasted token for one, too', async () => {
  const browser = createBrowser()
  const { tab } = openPage({ browser, onScreen: null })
  tab.sessions.usePastedToken(HARBOUR, { bearerToken: 'p', identity: { username: 'ada', groups: [] } })
  await tab.sessions.signOut({ clusters: [HARBOUR], atIssuer: false })
  openPage({ browser, storage: tab.storage })
  expect(openPage({ browser }).begun()).toEqual([])
})

test('another Fairlead at the same origin has sign-outs of its own', async () => {
  const browser = createBrowser()
  browser.held.add('one')
  const other = browser.openTab({ baseUrl: '/other' })
  await other.sessions.restore()
  await other.sessions.signOut({ clusters: [HARBOUR], atIssuer: false })
  expect(openPage({ browser }).begun()).toEqual(['one'])
})

test('does not begin where this browser cannot tell of a sign-out', () => {
  const browser = createBrowser()
  Object.assign(browser.localStorage, {
    getItem() {
      throw new DOMException('no storage')
    },
  })
  expect(openPage({ browser }).begun()).toEqual([])
})

test('leaves the start page where there is one OIDC client only', () => {
  const start = { onScreen: null, path: '/' }
  expect(openPage({ ...start, config: oneClient }).begun()).toEqual(['one'])
  expect(openPage(start).begun()).toEqual([])
  expect(openPage({ ...start, path: '/signed-out', config: oneClient }).begun()).toEqual([])
})

test('leaves alone what has no OIDC client', () => {
  expect(openPage({ onScreen: LAB }).begun()).toEqual([])
})

test('does not begin what this tab cannot remember', () => {
  const storage = createStorage()
  storage.setItem = () => {
    throw new DOMException('no storage')
  }
  expect(openPage({ storage }).begun()).toEqual([])
})
