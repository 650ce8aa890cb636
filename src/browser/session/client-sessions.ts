import { AppError } from '../../contract/app-error.ts'
import type { Finding } from '../../contract/finding.ts'
import type { SignIn, Tokens } from '../sign-in/sign-in.ts'
import { createSingleFlight } from '../sign-in/single-flight.ts'
import { createRenewalClock, renewBeforeEndS, type PageVisibility } from './renewal-clock.ts'
import { asAppError, ENDED_ELSEWHERE, EXPIRED, findingOf, isPassing } from './session-end.ts'
import type { SessionRecords } from './session-records.ts'
import type { Session } from './session.ts'
import type { Timers } from './timers.ts'

const RENEW_BEFORE_USE_S = 30

/** What happens to the session of one OIDC client, and so to every cluster that uses it. */
export interface ClientSessions {
  /** Takes new tokens for the clusters where `which` says so. */
  light(clientKey: string, tokens: Tokens, which: (session: Session) => boolean): void
  /** Renews, in one flight for all who ask. @throws AppError `SESSION_ENDED`: signed out; any other code: kept */
  renew(clientKey: string): Promise<void>
  end(clientKey: string, reason?: Finding): void
  /** Whether a token that ends then should be renewed before it is used. */
  isAboutToEnd(clientKey: string, expiresAtS: number): boolean
}

export function createClientSessions(deps: {
  records: SessionRecords
  signIn: SignIn
  nowMs(): number
  timers: Timers
  page: PageVisibility
}): ClientSessions {
  const { records, signIn, nowMs } = deps
  const flights = createSingleFlight<undefined>()
  const livesS = new Map<string, number>()
  const endings = new Map<string, number>()

  const endingsOf = (clientKey: string) => endings.get(clientKey) ?? 0

  function light(clientKey: string, tokens: Tokens, which: (session: Session) => boolean): void {
    livesS.set(clientKey, tokens.expiresAtS - nowMs() / 1000)
    records.light(clientKey, tokens, which)
    clock.start(clientKey, tokens)
  }

  function end(clientKey: string, reason?: Finding): void {
    endings.set(clientKey, endingsOf(clientKey) + 1)
    clock.stop(clientKey)
    records.end(clientKey, reason)
  }

  async function renew(clientKey: string): Promise<undefined> {
    const endingsBefore = endingsOf(clientKey)
    const result = await signIn.renew(clientKey).catch(asAppError)
    if (endingsOf(clientKey) !== endingsBefore) {
      throw new AppError('SESSION_ENDED', 'You signed out while the session was being renewed.')
    }
    if (!(result instanceof AppError)) {
      light(clientKey, result, ({ status }) => status === 'signed-in' || status === 'restoring')
      return undefined
    }
    if (isPassing(result)) throw result
    end(clientKey, findingOf(result))
    throw new AppError('SESSION_ENDED', result.message)
  }

  const clock = createRenewalClock({
    ...deps,
    renew: (clientKey) => flights(clientKey, () => renew(clientKey)),
    end: (clientKey) => end(clientKey, EXPIRED),
  })
  signIn.onEndedElsewhere((clientKey) => end(clientKey, ENDED_ELSEWHERE))

  return {
    light,
    end,
    renew: (clientKey) => flights(clientKey, () => renew(clientKey)),
    isAboutToEnd: (clientKey, expiresAtS) =>
      expiresAtS - nowMs() / 1000 < renewBeforeEndS(livesS.get(clientKey) ?? 0, RENEW_BEFORE_USE_S),
  }
}
