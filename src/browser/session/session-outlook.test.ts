import { expect, test } from 'vitest'
import { sessionOutlook } from './session-outlook.ts'
import type { Renewal, SignedIn } from './session.ts'

const NOW_S = 1000
const session = (renewal: Renewal, leftS?: number, lifeS?: number): SignedIn => ({
  status: 'signed-in',
  bearerToken: 't',
  renewal,
  ...(leftS !== undefined && { expiresAtS: NOW_S + leftS }),
  ...(leftS !== undefined && lifeS !== undefined && { receivedAtS: NOW_S + leftS - lifeS }),
})
const outlook = (of: SignedIn) => sessionOutlook(of, NOW_S * 1000)

test('what renews itself has no end to tell of, not even when its token is over', () => {
  expect(outlook(session('possible', 10))).toBe('renews')
  expect(outlook(session('possible', -10))).toBe('renews')
})

test.each<[string, SignedIn, 'ends' | 'ends-soon']>([
  ['long before', session('no-refresh-token', 3000, 3600), 'ends'],
  ['five minutes before the end', session('no-refresh-token', 300, 3600), 'ends-soon'],
  ['in the last quarter of a short life', session('issuer-limit', 15, 60), 'ends-soon'],
  ['before the last quarter of a short life', session('issuer-limit', 16, 60), 'ends'],
  ['five minutes before, where the beginning is not known', session('no-id-token', 300), 'ends-soon'],
  ['past the end', session('no-refresh-token', -5, 60), 'ends-soon'],
  ['near the end of a pasted token', session('pasted', 10, 60), 'ends-soon'],
])('%s: %s', (_, of, expected) => {
  expect(outlook(of)).toBe(expected)
})

test('a pasted token may not say when it ends', () => {
  expect(outlook(session('pasted'))).toBe('unknown')
})
