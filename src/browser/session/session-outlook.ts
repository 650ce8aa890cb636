import type { SignedIn } from './session.ts'

const TELL_BEFORE_END_S = 5 * 60
const TELL_IN_LAST_SHARE = 0.25

/** What to tell about the end of a session. `unknown`: a pasted token does not say when it ends. */
export type SessionOutlook = 'renews' | 'ends' | 'ends-soon' | 'unknown'

/** `ends-soon` is from five minutes before the end on, or from the last quarter of a shorter life. */
export function sessionOutlook(session: SignedIn, nowMs: number): SessionOutlook {
  if (session.renewal === 'possible') return 'renews'
  const { expiresAtS, receivedAtS } = session
  if (expiresAtS === undefined) return 'unknown'
  const lifeS = receivedAtS === undefined ? Infinity : expiresAtS - receivedAtS
  const leftS = expiresAtS - nowMs / 1000
  return leftS <= Math.min(TELL_BEFORE_END_S, lifeS * TELL_IN_LAST_SHARE) ? 'ends-soon' : 'ends'
}
