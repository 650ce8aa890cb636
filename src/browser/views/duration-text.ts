import type { Language } from '../messages/language.ts'

const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S
const SECONDS_BELOW_S = 2 * MINUTE_S

type Unit = 'day' | 'hour' | 'minute' | 'second'

/**
 * How long something lasts, in the language's own units: two of them at most, and seconds only near the end.
 *
 * @param finest `minute`: no seconds at all
 */
export function durationText(
  durationS: number,
  language: Language,
  finest: 'second' | 'minute' = 'second',
): string {
  const wholeS = Math.max(0, Math.ceil(durationS))
  if (wholeS < SECONDS_BELOW_S && finest === 'second') return inUnit(wholeS, 'second', language)
  if (wholeS < HOUR_S) return inUnit(Math.floor(wholeS / MINUTE_S), 'minute', language)
  if (wholeS < DAY_S) return inTwoUnits(wholeS, [HOUR_S, 'hour'], [MINUTE_S, 'minute'], language)
  return inTwoUnits(wholeS, [DAY_S, 'day'], [HOUR_S, 'hour'], language)
}

function inTwoUnits(
  wholeS: number,
  [largeS, large]: readonly [number, Unit],
  [smallS, small]: readonly [number, Unit],
  language: Language,
): string {
  const rest = Math.floor((wholeS % largeS) / smallS)
  const first = inUnit(Math.floor(wholeS / largeS), large, language)
  return rest === 0 ? first : `${first} ${inUnit(rest, small, language)}`
}

// Making a format costs many times what using it does, and 200 rows do that once a second.
const formats = new Map<string, Intl.NumberFormat>()

function inUnit(value: number, unit: Unit, language: Language): string {
  const key = `${language} ${unit}`
  const known = formats.get(key)
  const format = known ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' })
  if (!known) formats.set(key, format)
  return format.format(value)
}
