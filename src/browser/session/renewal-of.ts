import type { Tokens } from '../sign-in/sign-in.ts'
import { renewalDueS, type TokenLife } from './renewal-clock.ts'
import type { Renewal } from './session.ts'

const SAME_END_S = 5
/** Of a life so short that five seconds are much of it. */
const SAME_END_SHARE = 0.25

/**
 * Whether tokens that have just come may be renewed in their turn.
 *
 * An issuer that caps a session goes on answering, with tokens that end at the same time or are over already: renewing
 * those is a request for each second until the end. Tokens that came when nothing was due yet say nothing about that.
 *
 * @param before the tokens in place of which they came
 */
export function renewalOf(tokens: Tokens, before: TokenLife | undefined, nowS: number): Renewal {
  if (tokens.renewal !== 'possible') return tokens.renewal
  if (tokens.expiresAtS <= nowS) return 'issuer-limit'
  if (before === undefined || !endsTogether(tokens, before)) return 'possible'
  const isCapped = before.renewal === 'issuer-limit' || nowS >= renewalDueS(before)
  return isCapped ? 'issuer-limit' : 'possible'
}

/** Tokens that end clearly earlier are of a shorter life, and may have others after them. */
function endsTogether(tokens: Tokens, { expiresAtS, receivedAtS }: TokenLife): boolean {
  const sameEndS = Math.min(SAME_END_S, (expiresAtS - receivedAtS) * SAME_END_SHARE)
  return Math.abs(tokens.expiresAtS - expiresAtS) <= sameEndS
}
