import { decodeJwt } from 'jose'
import { z } from 'zod'
import { SEALED_REFRESH_TOKEN, SEALED_UNTIL_EXPIRY } from '../../contract/relay.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import type { SealedSession } from './sealed-session.ts'
import type { TokenResponse } from './token-request.ts'
import type { IdTokenClaims } from './verify-id-token.ts'

/** The life given to an access token of which its issuer says nothing: it is renewed that often. */
const ASSUMED_LIFE_S = 300

/** What the page gets: nothing else can be in it. @see RFC 6749, section 5.1 */
const tokenAnswerSchema = z.strictObject({
  id_token: z.string().optional(),
  /** Only where Kubernetes is shown it (`oidc-use-access-token`). */
  access_token: z.string().optional(),
  token_type: z.literal('Bearer'),
  scope: z.string().optional(),
  /** Seconds that the token that Kubernetes sees still has. */
  expires_in: z.number().int().nonnegative(),
  refresh_token: z.enum([SEALED_REFRESH_TOKEN, SEALED_UNTIL_EXPIRY]).optional(),
})

export type TokenAnswer = z.infer<typeof tokenAnswerSchema>

/** What the page may hold of a token response. */
export interface PageTokens {
  readonly idToken?: string
  readonly accessToken?: string
  readonly scope?: string
  /** Unix seconds; the end of the token that Kubernetes sees. */
  readonly expiresAtS: number
}

/** Picks the tokens that the page needs, and the end of the one that Kubernetes will see. */
export function pageTokens(
  client: Pick<OidcClient, 'useAccessToken'>,
  response: TokenResponse,
  claims: IdTokenClaims | undefined,
  nowS: number,
): PageTokens {
  return {
    ...(response.id_token && { idToken: response.id_token }),
    ...(response.scope !== undefined && { scope: response.scope }),
    ...(client.useAccessToken
      ? { accessToken: response.access_token, expiresAtS: accessTokenEndS(response, nowS) }
      : { expiresAtS: claims?.exp ?? nowS }),
  }
}

function accessTokenEndS(response: TokenResponse, nowS: number): number {
  if (response.expires_in !== undefined) return nowS + response.expires_in
  try {
    return decodeJwt(response.access_token).exp ?? nowS + ASSUMED_LIFE_S
  } catch {
    return nowS + ASSUMED_LIFE_S
  }
}

/** Writes the relay's answer. `renewal` says what the sealed cookie holds; `none` where it could not be set. */
export function tokenAnswer(
  tokens: PageTokens,
  renewal: 'refresh-token' | 'until-expiry' | 'none',
  nowS: number,
): TokenAnswer {
  return tokenAnswerSchema.parse({
    id_token: tokens.idToken,
    access_token: tokens.accessToken,
    token_type: 'Bearer',
    scope: tokens.scope,
    expires_in: Math.max(0, Math.floor(tokens.expiresAtS - nowS)),
    refresh_token: {
      'refresh-token': SEALED_REFRESH_TOKEN,
      'until-expiry': SEALED_UNTIL_EXPIRY,
      none: undefined,
    }[renewal],
  })
}

/** What to seal after a sign-in: the refresh token, or, without one, the tokens themselves until they end. */
export function sessionToSeal(
  response: TokenResponse,
  tokens: PageTokens & { readonly idToken: string },
  whose: Pick<SealedSession, 'browserId' | 'sub' | 'endsAtS'>,
): SealedSession {
  if (response.refresh_token) return { v: 1, ...whose, refreshToken: response.refresh_token }
  return {
    v: 1,
    ...whose,
    endsAtS: Math.min(whose.endsAtS, tokens.expiresAtS),
    idToken: tokens.idToken,
    ...(tokens.accessToken !== undefined && { accessToken: tokens.accessToken }),
    expiresAtS: tokens.expiresAtS,
  }
}
