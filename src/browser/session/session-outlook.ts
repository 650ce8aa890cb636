import type { SignedIn } from './session.ts'

const TELL_BEFORE_END_S = 5 * 60
const TELL_IN_LAST_SHARE = 0.25

/** What to tell about the end of a session. */
export type SessionOutlook =
  /** It goes on by itself. */
  | { readonly kind: 'renews' }
  /** Nobody knows: a pasted token that does not say. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'ends' | 'ends-soon'
      /** Unix seconds. */
      readonly atS: number
      /** Seconds, from 0. */
      readonly leftS: number
      /** Whether another sign-in at the issuer goes on from here. A pasted token is followed by another one only. */
      readonly canGoOn: boolean
    }

/** `ends-soon` is from five minutes before the end on, or from the last quarter of a shorter life. */
export function sessionOutlook(session: SignedIn, nowMs: number): SessionOutlook {
  if (session.renewal === 'possible') return { kind: 'renews' }
  const { expiresAtS, receivedAtS } = session
  if (expiresAtS === undefined) return { kind: 'unknown' }
  const lifeS = receivedAtS === undefined ? Infinity : expiresAtS - receivedAtS
  const leftS = Math.max(0, expiresAtS - nowMs / 1000)
  const isSoon = leftS <= Math.min(TELL_BEFORE_END_S, lifeS * TELL_IN_LAST_SHARE)
  return {
    kind: isSoon ? 'ends-soon' : 'ends',
    atS: expiresAtS,
    leftS,
    canGoOn: session.renewal !== 'pasted',
  }
}
