import { expect, test } from 'vitest'
import { localeOf, timeText } from './time-text.ts'

const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).getTime()

test('a time of today is the time alone', () => {
  expect(timeText(at(24, 14), { nowMs: at(24, 9), language: 'de' })).toBe('14:05')
})

test('a time of another day says which day', () => {
  expect(timeText(at(25, 2), { nowMs: at(24, 23), language: 'de' })).toMatch(/^25\. Nov.*02:05$/)
})

test.each([1e300, -1e300, Infinity])('a time that no calendar has (%d) breaks no page', (atMs) => {
  expect(timeText(atMs, { nowMs: at(24, 9), language: 'en' })).toMatch(/\d\d:\d\d/)
})

test('the browser’s own variant of the language counts, not its other languages', () => {
  expect(localeOf('en', ['de-AT', 'en-US'])).toBe('en-US')
  expect(localeOf('en', ['de-AT'])).toBe('en-GB')
  expect(localeOf('de', ['en', 'de'])).toBe('de-DE')
})
