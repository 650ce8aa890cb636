// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import { createLastAttempt } from './last-attempt.ts'

const name = clusterNameSchema.parse('arn:aws:eks/prod')
/** As after a reload: nothing is known but what the tab stores. */
const inThisTab = (baseUrl = '') => createLastAttempt({ window, baseUrl })

beforeEach(() => sessionStorage.clear())

test('where one left from is known when the page comes back', async () => {
  const signIn = vi.fn(() => Promise.resolve())
  await inThisTab().noted(signIn)(name, '/back?a=b#c', 'login')
  expect(signIn).toHaveBeenCalledWith(name, '/back?a=b#c', 'login')
  expect(inThisTab().returnTo()).toBe('/back?a=b#c')
})

test('without an attempt in this tab no place is known', () => {
  expect(inThisTab().returnTo()).toBeUndefined()
})

test.each(['/oidc-callback?code=c', '//evil.example/', 'https://evil.example/'])(
  'what the storage holds is not trusted: %s',
  async (stored) => {
    await inThisTab().noted(() => Promise.resolve())(name, stored)
    expect(inThisTab().returnTo()).toBe('/')
  },
)

test('another Fairlead at the same origin knows nothing of it', async () => {
  await inThisTab('/one').noted(() => Promise.resolve())(name, '/one/back')
  expect(inThisTab('/other').returnTo()).toBeUndefined()
  expect(inThisTab('/one').returnTo()).toBe('/one/back')
})

test('a sign-in is not held up where the browser stores nothing', async () => {
  const signIn = vi.fn(() => Promise.resolve())
  const shut = {
    location: window.location,
    get sessionStorage(): Storage {
      throw new Error('storage is shut off')
    },
  }
  const lastAttempt = createLastAttempt({ window: shut, baseUrl: '' })
  await lastAttempt.noted(signIn)(name, '/back')
  expect(signIn).toHaveBeenCalled()
  expect(lastAttempt.returnTo()).toBeUndefined()
})
