// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createToldOnce } from './told-once.ts'

test('the ends of sessions at two issuers are taken note of one beside the other', () => {
  const toldOnce = createToldOnce(() => window.sessionStorage)
  const one = { issuerHost: 'id.example', expiresAtS: 1_000 }
  const other = { issuerHost: 'login.example', expiresAtS: 2_000 }
  expect(toldOnce.isTold(one)).toBe(false)
  toldOnce.setTold(one)
  toldOnce.setTold(other)
  expect([one, other].map(toldOnce.isTold)).toEqual([true, true])
  expect(toldOnce.isTold({ ...one, expiresAtS: 2_000 })).toBe(false)
})
