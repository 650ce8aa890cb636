// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { browserPage } from './page.ts'

test.each([
  ['visibilitychange', document],
  ['resume', document],
  ['focus', window],
  ['pageshow', window],
])('%s wakes the page', (type, target) => {
  const wake = vi.fn()
  browserPage(window).onWake(wake)
  target.dispatchEvent(new Event(type))
  expect(wake).toHaveBeenCalledTimes(1)
})

test('coming back online is told apart', () => {
  const [wake, online] = [vi.fn(), vi.fn()]
  const page = browserPage(window)
  page.onWake(wake)
  page.onOnline(online)
  window.dispatchEvent(new Event('online'))
  expect([online.mock.calls.length, wake.mock.calls.length]).toEqual([1, 0])
})
