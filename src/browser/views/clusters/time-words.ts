import type { Language } from '../../messages/language.ts'

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
export function durationWords(
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

/** When something was: the time alone for today, with the day before that. */
export function momentWords(momentMs: number, nowMs: number, language: Language): string {
  const today = new Date(momentMs).toDateString() === new Date(nowMs).toDateString()
  return (today ? timeFormat : dayAndTimeFormat)(language).format(momentMs)
}

const inUnit = (value: number, unit: Unit, language: Language) => unitFormats[unit](language).format(value)

// Making a format costs many times what using it does, and 200 rows do that once a second.
const unitFormat = (unit: Unit) =>
  remembered((language) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }))
const unitFormats: Readonly<Record<Unit, (language: Language) => Intl.NumberFormat>> = {
  day: unitFormat('day'),
  hour: unitFormat('hour'),
  minute: unitFormat('minute'),
  second: unitFormat('second'),
}
const TIME = { hour: '2-digit', minute: '2-digit' } as const
const timeFormat = remembered((language) => new Intl.DateTimeFormat(language, TIME))
const dayAndTimeFormat = remembered(
  (language) => new Intl.DateTimeFormat(language, { ...TIME, day: 'numeric', month: 'short' }),
)

function remembered<Format>(make: (language: Language) => Format): (language: Language) => Format {
  const made = new Map<Language, Format>()
  return (language) => {
    const format = made.get(language) ?? make(language)
    made.set(language, format)
    return format
  }
}
