const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S
const YEAR_S = 365 * DAY_S

/**
 * An age as kubectl writes it: two units while the smaller one still matters, then one.
 *
 * @see HumanDuration of k8s.io/apimachinery/pkg/util/duration
 */
export function formatAge(ageMs: number): string {
  const ageS = Math.max(0, Math.floor(ageMs / 1000))
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
