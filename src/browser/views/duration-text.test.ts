import { expect, test } from 'vitest'
import { durationText } from './duration-text.ts'

test.each([
  [2 * 86_400 + 3 * 3600 + 59, '2 days 3 hr', '2 Tg. 3 Std.'],
  [86_400, '1 day', '1 Tg.'],
  [8 * 3600 + 12 * 60 + 59, '8 hr 12 min', '8 Std. 12 Min.'],
  [3600, '1 hr', '1 Std.'],
  [3599, '59 min', '59 Min.'],
  [120, '2 min', '2 Min.'],
  [119, '119 sec', '119 Sek.'],
  [0.2, '1 sec', '1 Sek.'],
  [-5, '0 sec', '0 Sek.'],
])('%s seconds are told as %s', (durationS, english, german) => {
  expect(durationText(durationS, 'en')).toBe(english)
  expect(durationText(durationS, 'de')).toBe(german)
})

test('where seconds would only draw the eye there are none', () => {
  expect(durationText(119, 'en', 'minute')).toBe('1 min')
})
