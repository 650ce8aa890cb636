import { describe, expect, test } from 'vitest'
import { backoffMs, retryAfterMs } from './backoff.ts'

describe('waiting before trying again', () => {
  test('grows with each failure in a row, up to half a minute', () => {
    expect([1, 2, 3, 6, 50].map((failures) => backoffMs(failures, 1))).toEqual([
      1_000, 2_000, 4_000, 30_000, 30_000,
    ])
  })

  test('differs from browser to browser, by half at most', () => {
    expect([0, 0.5].map((random) => backoffMs(3, random))).toEqual([2_000, 3_000])
  })

  test.each([
    [null, undefined],
    ['soon', undefined],
    ['0', 0],
    ['2', 2_000],
    ['86400', 30_000],
    ['Mon, 02 Nov 2026 10:00:05 GMT', 5_000],
    ['Mon, 02 Nov 2026 09:00:00 GMT', 0],
  ])('Retry-After %j asks for %j ms', (header, expectedMs) => {
    expect(retryAfterMs(header, Date.UTC(2026, 10, 2, 10))).toBe(expectedMs)
  })
})
