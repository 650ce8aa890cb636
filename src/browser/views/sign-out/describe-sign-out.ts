import type { LaterMessages } from '../../messages/later-messages.ts'
import type { SignOutReport } from '../../session/session.ts'
import { hostOf } from '../host-of.ts'
import type { Tone } from '../status-mark.tsx'

/** One thing that a sign-out was to end. */
export interface Outcome {
  readonly what: string
  readonly tone: Tone
  readonly state: string
  readonly means: string
}

const REFRESH_TOKEN_TONE: Readonly<Record<SignOutReport['refreshToken'], Tone>> = {
  revoked: 'good',
  none: 'quiet',
  'not-supported': 'warning',
  refused: 'warning',
  unknown: 'warning',
}

/**
 * Says of a report what has ended, what not, and why; the session at the issuer is told apart. Of a pasted
 * token no issuer knows, so nothing is said of one.
 */
export function describeSignOut(
  report: SignOutReport,
  say: LaterMessages['signOut'],
  now: { nowS: number; time(atS: number): string },
): readonly Outcome[] {
  const atHere = here(report, say)
  const atApiServer = bearer(report, say, now)
  if (report.issuer === undefined) return [atHere, atApiServer]
  const host = hostOf(report.issuer)
  const refreshToken = say.refreshToken[report.refreshToken]
  return [
    atHere,
    {
      what: say.what.refreshToken,
      tone: REFRESH_TOKEN_TONE[report.refreshToken],
      state: refreshToken.state,
      means: refreshToken.means(host),
    },
    atApiServer,
  ]
}

function here({ refreshToken }: SignOutReport, say: LaterMessages['signOut']): Outcome {
  const what = say.what.here
  return refreshToken === 'unknown'
    ? { what, tone: 'warning', state: say.here.unknownState, means: say.here.unknown }
    : { what, tone: 'good', state: say.ended, means: say.here.ended }
}

function bearer(
  { bearerEndsAtS, issuer }: SignOutReport,
  { what: { bearer: what }, bearer: say }: LaterMessages['signOut'],
  { nowS, time }: { nowS: number; time(atS: number): string },
): Outcome {
  if (bearerEndsAtS === undefined) {
    return issuer === undefined
      ? { what, tone: 'warning', state: say.pasted, means: say.pastedMeans }
      : { what, tone: 'quiet', state: say.none, means: say.noneMeans }
  }
  return nowS < bearerEndsAtS
    ? { what, tone: 'busy', state: say.lives(time(bearerEndsAtS)), means: say.livesMeans }
    : { what, tone: 'good', state: say.over, means: say.overMeans }
}
