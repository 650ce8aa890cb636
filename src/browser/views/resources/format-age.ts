import type { Language } from '../../messages/language.ts'

const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S
const YEAR_S = 365 * DAY_S

/** An age, short enough for a column: in English as kubectl writes it, else the largest unit alone as the language has it. */
export function formatAge(ageMs: number, language: Language): string {
  const ageS = Math.max(0, Math.floor(ageMs / 1000))
  return language === 'en' ? asKubectl(ageS) : largestUnit(ageS, language)
}

function largestUnit(ageS: number, language: Language): string {
  const [unit, unitS] = UNITS.find(([, sizeS]) => ageS >= 2 * sizeS) ?? ['second', 1]
  const format = { style: 'unit', unit, unitDisplay: 'short' } as const
  return new Intl.NumberFormat(language, format).format(Math.floor(ageS / unitS))
}

const UNITS = [
  ['year', YEAR_S],
  ['day', DAY_S],
  ['hour', HOUR_S],
  ['minute', MINUTE_S],
] as const

/**
 * Two units while the smaller one still matters, then one.
 *
 * @see HumanDuration of k8s.io/apimachinery/pkg/util/duration
 */
function asKubectl(ageS: number): string {
  if (ageS < 2 * MINUTE_S) return `${ageS}s`
  if (ageS < 10 * MINUTE_S) return twoUnits(ageS, MINUTE_S, 'm', 1, 's')
  if (ageS < 3 * HOUR_S) return `${Math.floor(ageS / MINUTE_S)}m`
  if (ageS < 8 * HOUR_S) return twoUnits(ageS, HOUR_S, 'h', MINUTE_S, 'm')
  if (ageS < 2 * DAY_S) return `${Math.floor(ageS / HOUR_S)}h`
  if (ageS < 8 * DAY_S) return twoUnits(ageS, DAY_S, 'd', HOUR_S, 'h')
  if (ageS < 2 * YEAR_S) return `${Math.floor(ageS / DAY_S)}d`
  if (ageS < 8 * YEAR_S) return twoUnits(ageS, YEAR_S, 'y', DAY_S, 'd')
  return `${Math.floor(ageS / YEAR_S)}y`
}

function twoUnits(ageS: number, largeS: number, large: string, smallS: number, small: string): string {
  const rest = Math.floor((ageS % largeS) / smallS)
  return `${Math.floor(ageS / largeS)}${large}${rest > 0 ? `${rest}${small}` : ''}`
}
