import { expect, test } from 'vitest'
import { lifeOf } from './life-of.ts'
import type { Renewal } from './session.ts'

const NOW_S = 1000
const tokens = (lifeS: number) => ({
  bearerToken: 't',
  expiresAtS: NOW_S + lifeS,
  renewal: 'possible' as const,
})
const before = (leftS: number, lifeS: number, renewal: Renewal = 'possible') => ({
  expiresAtS: NOW_S + leftS,
  receivedAtS: NOW_S + leftS - lifeS,
  renewal,
})

test.each<[string, Renewal, ReturnType<typeof tokens>, ReturnType<typeof before> | undefined]>([
  ['first tokens', 'possible', tokens(600), undefined],
  ['a renewal that moves the end', 'possible', tokens(600), before(60, 600)],
  ['tokens that are over already', 'issuer-limit', tokens(0), undefined],
  ['a due renewal that ends when the one before does', 'issuer-limit', tokens(60), before(60, 600)],
  ['one that ends a few seconds later', 'issuer-limit', tokens(64), before(60, 600)],
  [
    'a renewal that was not due, as after a 401, with the same end',
    'possible',
    tokens(500),
    before(500, 600),
  ],
  ['the same end again, once it is known', 'issuer-limit', tokens(500), before(500, 600, 'issuer-limit')],
  ['an end that moves after all', 'possible', tokens(600), before(500, 600, 'issuer-limit')],
  ['a shorter life that ends before the rest of a long one', 'possible', tokens(30), before(60, 600)],
  ['a life of seconds that moves on', 'possible', tokens(6), before(1.5, 6)],
])('%s: %s', (_, expected, received, known) => {
  expect(lifeOf(received, known, NOW_S).renewal).toBe(expected)
})

test('what the relay cannot renew stays so', () => {
  expect(lifeOf({ ...tokens(600), renewal: 'no-id-token' }, undefined, NOW_S).renewal).toBe('no-id-token')
})

test('a renewal that does not move the end makes the tokens no younger: they end soon', () => {
  const known = before(60, 3600)
  expect(lifeOf({ ...tokens(60), renewal: 'no-id-token' }, known, NOW_S).receivedAtS).toBe(known.receivedAtS)
  expect(lifeOf(tokens(3600), known, NOW_S).receivedAtS).toBe(NOW_S)
})
