// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import { createLastAttempt } from './last-attempt.ts'

const name = clusterNameSchema.parse('arn:aws:eks/prod')
/** As after a reload: nothing is known but what the tab stores. */
const inThisTab = (baseUrl = '') => createLastAttempt({ window, baseUrl })

beforeEach(() => sessionStorage.clear())

test('the cluster that was left for is known when the page comes back', async () => {
  const signIn = vi.fn(() => Promise.resolve())
  await inThisTab().noted(signIn)(name, '/back')
  expect(signIn).toHaveBeenCalledWith(name, '/back')
  expect(inThisTab().cluster()).toBe(name)
})

test('without an attempt in this tab no cluster is known', () => {
  expect(inThisTab().cluster()).toBeUndefined()
})

test('another Fairlead at the same origin knows nothing of it', async () => {
  await inThisTab('/one').noted(() => Promise.resolve())(name, '/one/back')
  expect(inThisTab('/other').cluster()).toBeUndefined()
  expect(inThisTab('/one').cluster()).toBe(name)
})

test('a sign-in is not held up where the browser stores nothing', async () => {
  const signIn = vi.fn(() => Promise.resolve())
  const shut = {
    get sessionStorage(): Storage {
      throw new Error('storage is shut off')
    },
  }
  const lastAttempt = createLastAttempt({ window: shut, baseUrl: '' })
  await lastAttempt.noted(signIn)(name, '/back')
  expect(signIn).toHaveBeenCalled()
  expect(lastAttempt.cluster()).toBeUndefined()
})
