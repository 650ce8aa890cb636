import { decodeJwt } from 'jose'
import { z } from 'zod'
import { SEALED_REFRESH_TOKEN, SEALED_UNTIL_EXPIRY, SEALED_WITHOUT_ID_TOKEN } from '../../contract/relay.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import type { SealedSession } from './sealed-session.ts'
import type { TokenResponse } from './token-request.ts'
import type { IdTokenClaims } from './verify-id-token.ts'

/** The life given to an access token of which its issuer says nothing: it is renewed that often. */
const ASSUMED_LIFE_S = 300

/** What the sealed cookie can do for the page. */
const PLACEHOLDERS = {
  'refresh-token': SEALED_REFRESH_TOKEN,
  'until-expiry': SEALED_UNTIL_EXPIRY,
  'without-id-token': SEALED_WITHOUT_ID_TOKEN,
} as const

/** What the page gets: nothing else can be in it. @see RFC 6749, section 5.1 */
const tokenAnswerSchema = z.strictObject({
  id_token: z.string().optional(),
  /** Only where Kubernetes is shown it (`oidc-use-access-token`). */
  access_token: z.string().optional(),
  token_type: z.literal('Bearer'),
  scope: z.string().optional(),
  /** Seconds that the token that Kubernetes sees still has. */
  expires_in: z.number().int().nonnegative(),
  refresh_token: z.enum(Object.values(PLACEHOLDERS)).optional(),
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

/**
 * Writes the relay's answer. What it says of the token's life ends with the session, which ends with `session-ttl`.
 *
 * @param renewal what the sealed cookie can do; `none` where it could not be set
 */
export function tokenAnswer(
  tokens: PageTokens,
  renewal: keyof typeof PLACEHOLDERS | 'none',
  { endsAtS }: Pick<SealedSession, 'endsAtS'>,
  nowS: number,
): TokenAnswer {
  return tokenAnswerSchema.parse({
    id_token: tokens.idToken,
    access_token: tokens.accessToken,
    token_type: 'Bearer',
    scope: tokens.scope,
    expires_in: Math.max(0, Math.floor(Math.min(tokens.expiresAtS, endsAtS) - nowS)),
    refresh_token: renewal === 'none' ? undefined : PLACEHOLDERS[renewal],
  })
}

/**
 * What to seal after a sign-in: the refresh token, with the ID token in case that renewals bring none; or, without a
 * refresh token, the tokens themselves until they end.
 */
export function sessionToSeal(
  response: TokenResponse,
  { idToken, accessToken, expiresAtS }: PageTokens & { readonly idToken: string },
  whose: Pick<SealedSession, 'browserId' | 'sub' | 'endsAtS'>,
): SealedSession {
  const session = { v: 1, ...whose, expiresAtS } as const
  const { refresh_token: refreshToken } = response
  if (refreshToken) return { ...session, refreshToken, ...(accessToken === undefined && { idToken }) }
  const endsAtS = Math.min(whose.endsAtS, expiresAtS)
  return { ...session, endsAtS, idToken, ...(accessToken !== undefined && { accessToken }) }
}
