import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClusterName } from '../../contract/cluster-name.ts'
import { CONFIG, createBrowser, HARBOUR, LAB, LAGOON, restoredTab } from './browser-fixture.ts'

const ada = { username: 'ada', groups: ['platform'] }
const pasted = (lifeS?: number) => ({
  bearerToken: 'pasted',
  identity: ada,
  ...(lifeS !== undefined && { expiresAtS: Date.now() / 1000 + lifeS }),
})

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('signs in to the one cluster, in this tab alone, and asks nobody for another token', async () => {
  const browser = createBrowser()
  const [tab, other] = [browser.openTab(), browser.openTab()]
  tab.sessions.usePastedToken(HARBOUR, pasted(600))
  expect(tab.session(HARBOUR)).toMatchObject({ status: 'signed-in', renewal: 'pasted', identity: ada })
  expect([tab.status(LAGOON), other.status(HARBOUR)]).toEqual(['signed-out', 'signed-out'])
  expect(await tab.sessions.bearerToken(HARBOUR)).toBe('pasted')
  expect(tab.storage.length).toBe(0)
  await vi.advanceTimersByTimeAsync(599_000)
  expect(browser.requests).toEqual([])
})

test('ends with its token, whoever asks first', async () => {
  const tab = createBrowser().openTab()
  tab.sessions.usePastedToken(LAB, pasted(30))
  await vi.advanceTimersByTimeAsync(31_000)
  expect(tab.reason(LAB)).toMatchObject({ code: 'SESSION_ENDED', message: expect.stringContaining('pasted') })

  tab.sessions.usePastedToken(LAB, pasted(30))
  vi.setSystemTime(Date.now() + 31_000)
  await expect(tab.sessions.bearerToken(LAB)).rejects.toMatchObject({ code: 'SESSION_ENDED' })
  expect(tab.status(LAB)).toBe('signed-out')
})

test('a token that does not say when it ends lasts until it is refused', async () => {
  const tab = createBrowser().openTab()
  tab.sessions.usePastedToken(LAB, pasted())
  await vi.advanceTimersByTimeAsync(86_400_000)
  expect(tab.status(LAB)).toBe('signed-in')
  expect(await tab.sessions.renew(LAB, 'pasted')).toBe('pasted')
  tab.sessions.refuse(LAB, 'pasted', { code: 'TOKEN_REFUSED', message: 'The sign-in itself worked.' })
  expect(tab.reason(LAB)).toMatchObject({ code: 'TOKEN_REFUSED', message: expect.stringContaining('pasted') })
})

test('a newer token is not ended by the one before', async () => {
  const tab = createBrowser().openTab()
  tab.sessions.usePastedToken(LAB, pasted(30))
  tab.sessions.usePastedToken(LAB, { ...pasted(), bearerToken: 'newer' })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await tab.sessions.bearerToken(LAB)).toBe('newer')
})

test('what happens to the OIDC client of the cluster does not touch it', async () => {
  const browser = createBrowser()
  const [tab, other] = [await restoredTab(browser, 'one'), await restoredTab(browser, 'one')]
  tab.sessions.usePastedToken(HARBOUR, pasted())
  await tab.sessions.renew(LAGOON, await tab.sessions.bearerToken(LAGOON))
  expect(await tab.sessions.bearerToken(HARBOUR)).toBe('pasted')
  await other.sessions.signOut({ clusters: [LAGOON], atIssuer: false })
  expect([HARBOUR, LAGOON].map(tab.status)).toEqual(['signed-in', 'signed-out'])
})

test('a sign-out of its cluster ends it in every tab of the browser', async () => {
  const browser = createBrowser()
  const [tab, other, later] = [browser.openTab(), browser.openTab(), browser.openTab()]
  for (const each of [tab, other]) each.sessions.usePastedToken(LAB, pasted())
  other.sessions.usePastedToken(HARBOUR, pasted())
  const elsewhere = createBrowser().openTab()
  elsewhere.sessions.usePastedToken(LAB, pasted())

  await tab.sessions.signOut({ clusters: [LAB], atIssuer: false })
  await expect.poll(() => other.status(LAB)).toBe('signed-out')
  expect(other.reason(LAB)).toEqual({
    code: 'SESSION_ENDED',
    message: expect.stringContaining('in another tab of this browser'),
  })
  expect([tab, later].map((each) => each.reason(LAB))).toEqual([undefined, undefined])
  expect([other.status(HARBOUR), elsewhere.status(LAB)]).toEqual(['signed-in', 'signed-in'])
})

test.each<[string, 'all' | readonly ClusterName[]]>([
  ['all', 'all'],
  ['the cluster', [HARBOUR]],
])('a sign-out of %s ends it in other tabs, also where this tab has none', async (_, clusters) => {
  const browser = createBrowser()
  const tab = await restoredTab(browser, 'one')
  const other = browser.openTab()
  other.sessions.usePastedToken(HARBOUR, pasted())
  // The backend does not answer: the other tabs do not wait for that.
  browser.revoke = () => new Promise(() => undefined)
  void tab.sessions.signOut({ clusters, atIssuer: false })
  await expect.poll(() => other.reason(HARBOUR)?.code).toBe('SESSION_ENDED')
})

test('what other tabs cannot have said ends nothing', async () => {
  const browser = createBrowser()
  const tab = browser.openTab()
  tab.sessions.usePastedToken(LAB, pasted())
  tab.sessions.usePastedToken(HARBOUR, pasted())
  const channel = browser.openChannel('fairlead.pasted-sessions')
  for (const news of ['nonsense', { kind: 'signed-out', clusters: LAB }, { kind: 'else', clusters: [LAB] }]) {
    channel.postMessage(news)
  }
  channel.postMessage({ kind: 'signed-out', clusters: [HARBOUR, 'gone'] })
  await expect.poll(() => tab.status(HARBOUR)).toBe('signed-out')
  expect(tab.status(LAB)).toBe('signed-in')
})

test('can be switched off', () => {
  const tab = createBrowser().openTab({
    config: { ...CONFIG, signIn: { ...CONFIG.signIn, pastedTokens: false } },
  })
  expect(() => tab.sessions.usePastedToken(LAB, pasted())).toThrow('switched off')
  expect(tab.status(LAB)).toBe('signed-out')
})
