import { expect, test } from 'vitest'
import { formatAge } from './format-age.ts'

test.each([
  [0, '0s'],
  [119, '119s'],
  [200, '3m20s'],
  [300, '5m'],
  [3599, '59m'],
  [3 * 3600 + 5 * 60, '3h5m'],
  [30 * 3600, '30h'],
  [51 * 3600, '2d3h'],
  [45 * 86_400, '45d'],
  [(2 * 365 + 34) * 86_400, '2y34d'],
  [9 * 365 * 86_400, '9y'],
])('%i seconds are %s, as kubectl writes them', (ageS, text) => {
  expect(formatAge(ageS * 1000, 'en')).toBe(text)
})

test.each([
  [0, '0 Sek.'],
  [119, '119 Sek.'],
  [200, '3 Min.'],
  [5 * 3600, '5 Std.'],
  [45 * 86_400, '45 Tg.'],
  [(2 * 365 + 34) * 86_400, '2 J'],
])('%i seconds are %s in German', (ageS, text) => {
  expect(formatAge(ageS * 1000, 'de')).toBe(text)
})

test('a clock that runs behind shows no negative age', () => {
  expect(formatAge(-5000, 'en')).toBe('0s')
})
