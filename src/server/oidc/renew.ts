import { createHash } from 'node:crypto'
import { AppError } from '../../contract/app-error.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import { askForTokens, verifiedClaims, type AskIssuerDeps } from './ask-issuer.ts'
import type { SealedSession } from './sealed-session.ts'
import type { SingleFlight } from './single-flight.ts'
import { pageTokens, type PageTokens } from './token-answer.ts'
import type { TokenResponse } from './token-request.ts'

export type RefreshableSession = Extract<SealedSession, { refreshToken: string }>

/** A renewal that the issuer granted. Its rotated refresh token is kept even where its ID token cannot be used. */
export interface Renewed {
  readonly session: RefreshableSession
  readonly outcome: Outcome
}

type Outcome =
  | { readonly status: 'renewed'; readonly tokens: PageTokens }
  /** The issuer sent no ID token: the one of the sign-in, which has not ended. */
  | { readonly status: 'without-id-token'; readonly tokens: PageTokens }
  | { readonly status: 'failed'; readonly failure: AppError }

export interface RenewDeps extends AskIssuerDeps {
  readonly renewals: SingleFlight<Renewed>
}

/**
 * Renews a session by its refresh token. Requests with the same one, at once or shortly after each other, share one
 * request to the issuer.
 *
 * @throws AppError why the issuer could not be asked
 * @throws IssuerRefusal
 * @see OpenID Connect Core 1.0, section 12
 */
export function renew(deps: RenewDeps, client: OidcClient, session: RefreshableSession): Promise<Renewed> {
  const { refreshToken } = session
  return deps.renewals.run(flightKey(client, session), async () => {
    const response = await askForTokens(deps, client, 'refresh_token', { refresh_token: refreshToken })
    const outcome = await judge(deps, client, session, response).catch((failure: unknown) => {
      if (failure instanceof AppError) return { status: 'failed', failure } as const
      throw failure
    })
    return { outcome, session: nextSession(session, response, outcome) }
  })
}

/**
 * Forgets the renewals of a session that is to end: no refresh token of it must renew anything from memory. Waits for
 * a renewal that is under way.
 *
 * @returns the refresh token that is the last one now: the browser may have missed an answer
 */
export async function forgetRenewals(
  { renewals }: Pick<RenewDeps, 'renewals'>,
  client: OidcClient,
  session: RefreshableSession,
): Promise<string> {
  let last = session
  for (;;) {
    const renewed = await renewals.take(flightKey(client, last))?.catch(() => undefined)
    if (renewed === undefined) break
    last = renewed.session
  }
  renewals.drop((earlier) => isSameSession(earlier.session, session))
  return last.refreshToken
}

const isSameSession = (one: RefreshableSession, other: RefreshableSession) =>
  one.browserId === other.browserId && one.sub === other.sub && one.endsAtS === other.endsAtS

/** Some issuers give the same refresh token to every sign-in of a person: what is sealed into the cookie is not. */
function flightKey(
  client: OidcClient,
  { refreshToken, browserId, sub, endsAtS }: RefreshableSession,
): string {
  return createHash('sha256')
    .update(JSON.stringify([client.key, client.issuer, refreshToken, browserId, sub, endsAtS]))
    .digest('base64url')
}

async function judge(
  deps: RenewDeps,
  client: OidcClient,
  session: RefreshableSession,
  response: TokenResponse,
): Promise<Outcome> {
  const nowS = deps.nowMs() / 1000
  if (!response.id_token) {
    return client.useAccessToken
      ? { status: 'renewed', tokens: pageTokens(client, response, undefined, nowS) }
      : { status: 'without-id-token', tokens: tokensOfSignIn(session, nowS) }
  }
  const claims = await verifiedClaims(deps, client, response.id_token)
  if (claims.sub === session.sub) {
    return { status: 'renewed', tokens: pageTokens(client, response, claims, nowS) }
  }
  throw new AppError(
    'SUBJECT_MISMATCH',
    'The renewed ID token belongs to another person ("sub") than the one who signed in. The session has ended; sign in again.',
  )
}

/** @throws AppError `SESSION_ENDED`, or `ID_TOKEN_MISSING` where the page may still hold a token that is not here */
function tokensOfSignIn({ idToken, expiresAtS }: RefreshableSession, nowS: number): PageTokens {
  if (nowS >= expiresAtS) {
    throw new AppError(
      'SESSION_ENDED',
      'The ID token has ended, and the identity provider renews the session without a new one. Sign in again.',
    )
  }
  if (idToken !== undefined) return { idToken, expiresAtS }
  throw new AppError(
    'ID_TOKEN_MISSING',
    'The identity provider answered the renewal without an ID token. Until its end the present token works; then sign in again.',
  )
}

function nextSession(
  session: RefreshableSession,
  response: TokenResponse,
  outcome: Outcome,
): RefreshableSession {
  const refreshToken = response.refresh_token ?? session.refreshToken
  if (outcome.status !== 'renewed') return { ...session, refreshToken }
  // An issuer that renews with an ID token needs no other to fall back on.
  const { idToken: _, ...rest } = session
  return { ...rest, refreshToken, expiresAtS: outcome.tokens.expiresAtS }
}
