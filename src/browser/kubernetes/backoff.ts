import { backoffMs as backoffWithin } from '../session/backoff.ts'

const RANGE = { firstMs: 1_000, longestMs: 30_000 }

/** How long to wait before asking an API server again. @param failures in a row, from 1 @param random from 0 to 1 */
export const backoffMs = (failures: number, random: number) => backoffWithin(failures, random, RANGE)

/**
 * Reads how long a server asks to be left alone.
 *
 * @param header seconds or a date
 * @see RFC 9110, section 10.2.3
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined
  const delayMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs
  return Number.isNaN(delayMs) ? undefined : Math.min(Math.max(delayMs, 0), RANGE.longestMs)
}
