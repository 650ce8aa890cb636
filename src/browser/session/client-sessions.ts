import { AppError } from '../../contract/app-error.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Messages } from '../messages/messages.ts'
import type { SignIn, Tokens } from '../sign-in/sign-in.ts'
import { createSingleFlight } from '../sign-in/single-flight.ts'
import { renewalDueS, type RenewalClock, type TokenLife } from './renewal-clock.ts'
import { lifeOf } from './life-of.ts'
import type { Retries } from './retries.ts'
import { asAppError, findingOf, isDoubtful, isPassing, reachedEnd } from './session-end.ts'
import type { SessionRecords } from './session-records.ts'
import type { Session, SignedIn } from './session.ts'

const RENEW_BEFORE_USE_S = 30

/** What happens to the session of one OIDC client, and so to every cluster that uses it. */
export interface ClientSessions {
  /** Takes new tokens for the clusters where `which` says so. Who the person is stays known. */
  light(clientKey: string, tokens: Tokens, which: (session: Session) => boolean): void
  /** Takes the tokens of a new sign-in, for every cluster. */
  begin(clientKey: string, tokens: Tokens): void
  /** Renews, in one flight for all who ask. @throws AppError `SESSION_ENDED`: signed out; any other code: kept */
  renew(clientKey: string): Promise<void>
  end(clientKey: string, reason?: Finding): void
  /** Whether the client's tokens should be renewed before they are used. */
  isAboutToEnd(clientKey: string): boolean
}

export interface ClientSessionsDeps {
  readonly records: SessionRecords
  readonly signIn: SignIn
  readonly clock: RenewalClock
  readonly retries: Retries
  messages(): Messages
  nowMs(): number
  /** Told of each sign-in that was completed in this tab. */
  onSignIn(clientKey: string): void
}

export function createClientSessions(deps: ClientSessionsDeps): ClientSessions {
  const { records, signIn, clock, retries, messages, nowMs } = deps
  const flights = createSingleFlight<undefined>()
  const lives = new Map<string, TokenLife>()
  const endings = new Map<string, number>()

  const endingsOf = (clientKey: string) => endings.get(clientKey) ?? 0

  function take(clientKey: string, tokens: Tokens, next: (session: Session, lit: SignedIn) => Session): void {
    const { bearerToken } = tokens
    const life = lifeOf(tokens, lives.get(clientKey), nowMs() / 1000)
    retries.worked(clientKey)
    records.change(clientKey, (session) => next(session, { status: 'signed-in', bearerToken, ...life }))
    watch(clientKey, life)
  }

  function light(clientKey: string, tokens: Tokens, which: (session: Session) => boolean): void {
    take(clientKey, tokens, (session, lit) => {
      if (!which(session)) return session
      return session.status === 'signed-in' && session.identity ? { ...lit, identity: session.identity } : lit
    })
  }

  function watch(clientKey: string, life: TokenLife): void {
    lives.set(clientKey, life)
    clock.start(clientKey, {
      life,
      notBeforeMs: () => retries.notBeforeMs(clientKey),
      renew: () => void renew(clientKey).catch(() => undefined),
      end: () => end(clientKey, reachedEnd(life.renewal, messages())),
    })
  }

  function end(clientKey: string, reason?: Finding): void {
    endings.set(clientKey, endingsOf(clientKey) + 1)
    lives.delete(clientKey)
    retries.worked(clientKey)
    clock.stop(clientKey)
    records.end(clientKey, reason)
  }

  async function renewOnce(clientKey: string): Promise<undefined> {
    const endingsBefore = endingsOf(clientKey)
    const result = await signIn.renew(clientKey).catch((error: unknown) => asAppError(error, messages()))
    if (endingsOf(clientKey) !== endingsBefore) {
      throw new AppError('SESSION_ENDED', messages().signIn.signedOutMeanwhile)
    }
    if (!(result instanceof AppError)) {
      light(clientKey, result, isKept)
      return undefined
    }
    const life = lives.get(clientKey)
    const lasts = life !== undefined && life.expiresAtS * 1000 > nowMs()
    if (isPassing(result) || (lasts && isDoubtful(result))) {
      keep(clientKey, result)
      throw result
    }
    if (lasts && result.code === 'ID_TOKEN_MISSING') return letEnd(clientKey, life)
    end(clientKey, findingOf(result))
    throw new AppError('SESSION_ENDED', result.message)
  }

  /** The issuer renewed without an ID token, and the present one was too large to be sealed: it serves until its end. */
  function letEnd(clientKey: string, life: TokenLife): undefined {
    const renewal = 'no-id-token'
    records.change(clientKey, (session) =>
      session.status === 'signed-in' ? { ...session, renewal } : session,
    )
    watch(clientKey, { ...life, renewal })
  }

  /** What could not be renewed for now stays, and so does what could not be restored: it comes back by itself. */
  function keep(clientKey: string, failure: AppError): void {
    retries.failed(clientKey, failure)
    records.change(clientKey, (session) => {
      if (session.status === 'restoring') return { status: 'signed-out', reason: findingOf(failure) }
      if (session.status !== 'signed-in' || session.renewal !== 'possible') return session
      return { ...session, trouble: findingOf(failure) }
    })
    if (lives.has(clientKey)) clock.look()
    else watch(clientKey, { expiresAtS: 0, receivedAtS: 0, renewal: 'possible' })
  }

  async function renew(clientKey: string): Promise<void> {
    const standing = retries.standing(clientKey)
    if (standing) throw standing
    await flights(clientKey, () => renewOnce(clientKey))
  }

  return {
    light,
    begin(clientKey, tokens) {
      deps.onSignIn(clientKey)
      lives.delete(clientKey)
      // Who it is now, the API server has to say anew.
      take(clientKey, tokens, (_, lit) => lit)
    },
    renew,
    end,
    isAboutToEnd(clientKey) {
      const life = lives.get(clientKey)
      return life !== undefined && nowMs() / 1000 > renewalDueS(life, RENEW_BEFORE_USE_S)
    },
  }
}

/** A renewal lights no cluster that is signed out, unless it only could not be reached in time. */
function isKept(session: Session): boolean {
  if (session.status === 'signed-out') return session.reason !== undefined && isPassing(session.reason)
  return session.status !== 'signing-in'
}
