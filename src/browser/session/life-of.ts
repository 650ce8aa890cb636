import type { Tokens } from '../sign-in/sign-in.ts'
import { renewalDueS, type TokenLife } from './renewal-clock.ts'
import type { Renewal } from './session.ts'

const SAME_END_S = 5
/** Of a life so short that five seconds are much of it. */
const SAME_END_SHARE = 0.25

/**
 * The life of tokens that have just come, and whether they may be renewed in their turn.
 *
 * Those that end together with the ones before are no younger than these: an end that a renewal did not move is as near
 * as it was, and the person is told so.
 *
 * @param before the tokens in place of which they came
 */
export function lifeOf(tokens: Tokens, before: TokenLife | undefined, nowS: number): TokenLife {
  const { expiresAtS } = tokens
  if (before === undefined || !endsTogether(tokens, before)) {
    return { expiresAtS, receivedAtS: nowS, renewal: renewalOf(tokens, nowS) }
  }
  return { expiresAtS, receivedAtS: before.receivedAtS, renewal: renewalOf(tokens, nowS, before) }
}

/**
 * An issuer that caps a session goes on answering, with tokens that end at the same time or are over already: renewing
 * those is a request for each second until the end. Tokens that came when nothing was due yet say nothing about that.
 *
 * @param sameEnd the tokens before, where they end together with these
 */
function renewalOf({ renewal, expiresAtS }: Tokens, nowS: number, sameEnd?: TokenLife): Renewal {
  if (renewal !== 'possible') return renewal
  if (expiresAtS <= nowS) return 'issuer-limit'
  if (sameEnd === undefined) return 'possible'
  const isCapped = sameEnd.renewal === 'issuer-limit' || nowS >= renewalDueS(sameEnd)
  return isCapped ? 'issuer-limit' : 'possible'
}

/** Tokens that end clearly earlier are of a shorter life, and may have others after them. */
function endsTogether(tokens: Tokens, { expiresAtS, receivedAtS }: TokenLife): boolean {
  const sameEndS = Math.min(SAME_END_S, (expiresAtS - receivedAtS) * SAME_END_SHARE)
  return Math.abs(tokens.expiresAtS - expiresAtS) <= sameEndS
}
