import { expect, test } from 'vitest'
import { createBrowser, createStorage, HARBOUR } from './browser-fixture.ts'

/** Leaves from a place, and asks after a reload. */
function leftFrom(from: string, after: { baseUrl?: string } = {}, baseUrl = '') {
  const storage = createStorage()
  void createBrowser().openTab({ storage, baseUrl }).sessions.signIn(HARBOUR, from)
  return createBrowser()
    .openTab({ storage, ...after })
    .leftFrom()
}

test('where one left from is known when the page comes back', () => {
  expect(leftFrom('/back?a=b#c')).toBe('/back?a=b#c')
})

test('without an attempt in this tab no place is known', () => {
  expect(createBrowser().openTab().leftFrom()).toBeUndefined()
})

test.each(['/oidc-callback?code=c', '//evil.example/', 'https://evil.example/'])(
  'what the storage holds is not trusted: %s',
  (stored) => expect(leftFrom(stored)).toBe('/'),
)

test('another Fairlead at the same origin knows nothing of it', () => {
  expect(leftFrom('/one/back', { baseUrl: '/other' }, '/one')).toBeUndefined()
  expect(leftFrom('/one/back', { baseUrl: '/one' }, '/one')).toBe('/one/back')
})

test('a sign-in is not held up where the browser stores nothing', () => {
  const storage = createStorage()
  storage.setItem = () => {
    throw new DOMException('The quota is exceeded.', 'QuotaExceededError')
  }
  const browser = createBrowser()
  const tab = browser.openTab({ storage })
  void tab.sessions.signIn(HARBOUR, '/back')
  expect(browser.begun).toHaveLength(1)
  expect(tab.leftFrom()).toBeUndefined()
})
