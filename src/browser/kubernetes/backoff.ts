const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 30_000

/**
 * How long to wait before trying again: twice as long after each failure in a row, and never quite as long as another
 * browser that failed at the same time.
 *
 * @param failures in a row, from 1
 * @param random from 0 to 1
 */
export function backoffMs(failures: number, random: number): number {
  const longestMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1))
  return longestMs * (0.5 + random / 2)
}

/**
 * Reads how long a server asks to be left alone.
 *
 * @param header seconds or a date
 * @see RFC 9110, section 10.2.3
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined
  const delayMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs
  return Number.isNaN(delayMs) ? undefined : Math.min(Math.max(delayMs, 0), LONGEST_DELAY_MS)
}
