/** How long to wait after the first failure, and at most. */
export interface BackoffRange {
  readonly firstMs: number
  readonly longestMs: number
}

/**
 * How long to wait before trying again: twice as long after each failure in a row, and never quite as long as another
 * browser that failed at the same time.
 *
 * @param failures in a row, from 1
 * @param random from 0 to 1
 */
export function backoffMs(failures: number, random: number, { firstMs, longestMs }: BackoffRange): number {
  return Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (0.5 + random / 2)
}
