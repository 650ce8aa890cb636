import type { ErrorCode } from '../../contract/error-codes.ts'
import type { Messages } from '../messages/messages.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { ClientSessions } from './client-sessions.ts'
import type { Session } from './session.ts'

/** A renewal that was under way when another tab signed out may be told of after that. */
const ECHO_MS = 1_000

/** What no token from another tab mends here: it is for the person to see and decide. */
const STAYS: readonly ErrorCode[] = ['TOKEN_REFUSED', 'SUBJECT_MISMATCH']

export interface OtherTabs {
  /** Takes nothing from other tabs for a client while its session is being ended, nor shortly after. */
  ignoreWhile(clientKey: string, ending: Promise<unknown>): void
}

/** Ends here what ended in another tab, and takes the tokens that another tab got, so that nobody asks for them twice. */
export function followOtherTabs(deps: {
  signIn: SignIn
  clients: ClientSessions
  messages(): Messages
  nowMs(): number
  /** Told before the session ends here. */
  onEnded(clientKey: string): void
}): OtherTabs {
  const { signIn, clients, messages, nowMs } = deps
  const deafUntilMs = new Map<string, number>()

  signIn.onEndedElsewhere((clientKey) => {
    deafUntilMs.set(clientKey, Math.max(deafUntilMs.get(clientKey) ?? 0, nowMs() + ECHO_MS))
    deps.onEnded(clientKey)
    clients.end(clientKey, { code: 'SESSION_ENDED', message: messages().session.endedElsewhere })
  })
  signIn.onTokensElsewhere((clientKey, tokens) => {
    if ((deafUntilMs.get(clientKey) ?? 0) <= nowMs()) clients.light(clientKey, tokens, mayTake)
  })

  return {
    ignoreWhile(clientKey, ending) {
      deafUntilMs.set(clientKey, Infinity)
      void ending.finally(() => deafUntilMs.set(clientKey, nowMs() + ECHO_MS))
    },
  }
}

function mayTake(session: Session): boolean {
  if (session.status !== 'signed-out') return session.status !== 'signing-in'
  return session.reason === undefined || !STAYS.includes(session.reason.code)
}
