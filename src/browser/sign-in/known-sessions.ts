import { AppError } from '../../contract/app-error.ts'
import type { SessionMarkers } from './session-markers.ts'
import type { SignInWords } from './sign-in-words.ts'
import type { Tokens } from './sign-in.ts'
import type { Received } from './token-requests.ts'

/** Whose session this tab holds for each OIDC client. The sealed cookie is the browser's, and may become another person's. */
export interface KnownSessions {
  /** Takes the answer to a sign-in of this tab: whoever it was before, it is this person now. */
  replace(clientKey: string, received: Received): Tokens
  /** Takes the answer to a renewal of this tab. @throws AppError `SESSION_ENDED` when it is another person's */
  renew(clientKey: string, received: Received): Tokens
  /** Takes what another tab got, or says why not. `older`: this tab has something better. */
  hear(clientKey: string, received: Received, isSignIn: boolean): 'taken' | 'older' | 'someone-else'
  /** @throws AppError `SESSION_ENDED` where the sealed cookie has become another person's */
  requireOwn(clientKey: string): void
  idToken(clientKey: string): string | undefined
  forget(clientKey: string): void
  /** How often the session was forgotten: whoever began something before that must not bring it back. */
  endings(clientKey: string): number
}

export function createKnownSessions(deps: { markers: SessionMarkers; words: SignInWords }): KnownSessions {
  const { markers, words } = deps
  const sessions = new Map<string, Received>()
  const handedOn = new Set<string>()
  const endings = new Map<string, number>()

  function isSomeoneElses(clientKey: string, { subject }: Received): boolean {
    const known = sessions.get(clientKey)?.subject
    return Boolean(known && subject && known !== subject)
  }

  function keep(clientKey: string, received: Received): Tokens {
    const before = sessions.get(clientKey)
    handedOn.delete(clientKey)
    sessions.set(clientKey, {
      ...received,
      subject: received.subject || (before?.subject ?? ''),
      idToken: received.idToken ?? before?.idToken,
    })
    return received.tokens
  }

  function leaveToSomeoneElse(clientKey: string): never {
    handedOn.delete(clientKey)
    sessions.delete(clientKey)
    throw new AppError('SUBJECT_MISMATCH', words().someoneElse)
  }

  function keepOwn(clientKey: string, received: Received): Tokens {
    // Without a placeholder the relay sealed nothing, and a reload would find no session.
    markers.set(clientKey, received.sealed)
    return keep(clientKey, received)
  }

  return {
    replace(clientKey, received) {
      sessions.delete(clientKey)
      return keepOwn(clientKey, received)
    },
    renew(clientKey, received) {
      if (isSomeoneElses(clientKey, received)) leaveToSomeoneElse(clientKey)
      return keepOwn(clientKey, received)
    },
    hear(clientKey, received, isSignIn) {
      if (isSomeoneElses(clientKey, received)) {
        handedOn.add(clientKey)
        return 'someone-else'
      }
      const known = sessions.get(clientKey)
      if (known && !isSignIn && received.tokens.expiresAtS < known.tokens.expiresAtS) return 'older'
      keep(clientKey, received)
      return 'taken'
    },
    requireOwn(clientKey) {
      if (handedOn.has(clientKey)) leaveToSomeoneElse(clientKey)
    },
    idToken: (clientKey) => sessions.get(clientKey)?.idToken,
    forget(clientKey) {
      endings.set(clientKey, (endings.get(clientKey) ?? 0) + 1)
      sessions.delete(clientKey)
      handedOn.delete(clientKey)
    },
    endings: (clientKey) => endings.get(clientKey) ?? 0,
  }
}
