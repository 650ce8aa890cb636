// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { clusterNameSchema } from '../contract/cluster-name.ts'
import { createLastAttempt } from './last-attempt.ts'

const name = clusterNameSchema.parse('arn:aws:eks/prod')

beforeEach(() => sessionStorage.clear())

test('the cluster that was left for is known when the page comes back', async () => {
  const signIn = vi.fn(() => Promise.resolve())
  await createLastAttempt(window).noted(signIn)(name, '/back')
  expect(signIn).toHaveBeenCalledWith(name, '/back')
  expect(createLastAttempt(window).cluster()).toBe(name)
})

test('without an attempt in this tab no cluster is known', () => {
  expect(createLastAttempt(window).cluster()).toBeUndefined()
})

test('a sign-in is not held up where the browser stores nothing', async () => {
  const signIn = vi.fn(() => Promise.resolve())
  const shut = {
    get sessionStorage(): Storage {
      throw new Error('storage is shut off')
    },
  }
  await createLastAttempt(shut).noted(signIn)(name, '/back')
  expect(signIn).toHaveBeenCalled()
  expect(createLastAttempt(shut).cluster()).toBeUndefined()
})
