const MINUTE_S = 60
const HOUR_S = 60 * MINUTE_S
const DAY_S = 24 * HOUR_S
const YEAR_S = 365 * DAY_S

/** An age as kubectl writes it: `45s`, `7m12s`, `3h40m`, `12d`. */
export function humanDuration(durationMs: number): string {
  const totalS = Math.max(0, Math.floor(durationMs / 1000))
  const two = (bigS: number, big: string, smallS: number, small: string) => {
    const rest = Math.floor((totalS % bigS) / smallS)
    return `${Math.floor(totalS / bigS)}${big}${rest === 0 ? '' : `${rest}${small}`}`
  }
  if (totalS < 2 * MINUTE_S) return `${totalS}s`
  if (totalS < 10 * MINUTE_S) return two(MINUTE_S, 'm', 1, 's')
  if (totalS < 3 * HOUR_S) return `${Math.floor(totalS / MINUTE_S)}m`
  if (totalS < 8 * HOUR_S) return two(HOUR_S, 'h', MINUTE_S, 'm')
  if (totalS < 2 * DAY_S) return `${Math.floor(totalS / HOUR_S)}h`
  if (totalS < 8 * DAY_S) return two(DAY_S, 'd', HOUR_S, 'h')
  if (totalS < 2 * YEAR_S) return `${Math.floor(totalS / DAY_S)}d`
  if (totalS < 8 * YEAR_S) return two(YEAR_S, 'y', DAY_S, 'd')
  return `${Math.floor(totalS / YEAR_S)}y`
}
