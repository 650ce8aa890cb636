/** Minutes and seconds until then: `4:05`. */
export function timeLeft(expiresAtS: number, nowMs: number): string {
  const leftS = Math.max(0, Math.ceil(expiresAtS - nowMs / 1000))
  return `${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, '0')}`
}

/** Whole minutes until then, from 1: a new number once a minute. */
export const minutesLeft = (expiresAtS: number, nowMs: number): number =>
  Math.max(1, Math.ceil((expiresAtS - nowMs / 1000) / 60))
