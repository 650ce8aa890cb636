import * as z from 'zod/mini'

/**
 * A header that a page of another origin cannot send without a preflight, which the relay never grants.
 * The relay and revocation endpoints refuse requests without it.
 */
export const RELAY_HEADER = 'fairlead-relay'

/** The response header by which the proxy marks an answer as its own, with the {@link ErrorCode}. */
export const ERROR_HEADER = 'fairlead-error'

/**
 * What stands in a token response in place of the refresh token, which stays in the sealed cookie.
 * Either one makes oidc-client-ts renew by the refresh grant.
 */
export const SEALED_REFRESH_TOKEN = 'sealed'

/** The issuer gave no refresh token: the cookie restores the session in a new tab, until the token's own end. */
export const SEALED_UNTIL_EXPIRY = 'sealed-until-expiry'

/**
 * The issuer renewed the session and sent no ID token: the one of the sign-in was given out again. A new tab gets it
 * too; nothing moves its end.
 */
export const SEALED_WITHOUT_ID_TOKEN = 'sealed-without-id-token'

/** What became of a refresh token at a sign-out: `refused` also where the issuer did not answer. @see RFC 7009 */
export const revocationSchema = z.enum(['revoked', 'not-supported', 'refused', 'none'])
export type Revocation = z.infer<typeof revocationSchema>

/** The answer of the revocation endpoint. The sealed cookie is cleared in any case. */
export const revocationAnswerSchema = z.object({ refreshToken: revocationSchema })
