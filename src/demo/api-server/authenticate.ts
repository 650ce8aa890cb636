import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'

/** Whom the API server takes the caller for. */
export interface User {
  readonly username: string
  readonly groups: readonly string[]
}

export const ANONYMOUS: User = { username: 'system:anonymous', groups: ['system:unauthenticated'] }

/** What `--oidc-issuer-url`, `--oidc-client-id` and `--oidc-username-claim=email` set on a real API server. */
export interface TokenRules {
  readonly issuerUrl: string
  readonly clientId: string
  readonly keys: JWTVerifyGetKey
  /** Left out: by the `email` and `groups` of an ID token. */
  readonly userOf?: (payload: JWTPayload) => User
}

/** @returns the token of a `Bearer` header, `undefined` where there is none: such a caller is anonymous */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
}

/**
 * Checks an ID token as kube-apiserver's OIDC authenticator does: signature and algorithm, issuer, audience, expiry,
 * then the user name by `email`, which counts only when it is verified, and the groups.
 *
 * @throws Error with the reason; a real API server writes it into its own log and answers 401 without one
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#openid-connect-tokens
 */
export async function authenticate(token: string, rules: TokenRules, nowMs: number): Promise<User> {
  const { payload } = await jwtVerify(token, rules.keys, {
    issuer: rules.issuerUrl,
    audience: rules.clientId,
    algorithms: ['RS256'],
    requiredClaims: ['exp'],
    currentDate: new Date(nowMs),
  })
  const { username, groups } = (rules.userOf ?? personOf)(payload)
  return { username, groups: [...groups, 'system:authenticated'] }
}

function personOf(payload: JWTPayload): User {
  return { username: usernameOf(payload), groups: groupsOf(payload) }
}

function usernameOf(payload: JWTPayload): string {
  const email = payload['email']
  if (typeof email !== 'string' || email === '')
    throw new Error('oidc: no claim "email" to take the user name from.')
  if ('email_verified' in payload && payload['email_verified'] !== true)
    throw new Error('oidc: email not verified.')
  if (email.startsWith('system:')) throw new Error('oidc: the user name begins with the reserved "system:".')
  return email
}

function groupsOf(payload: JWTPayload): readonly string[] {
  const groups = payload['groups']
  if (groups === undefined || groups === null) return []
  if (typeof groups === 'string') return [groups]
  if (Array.isArray(groups) && groups.every((group) => typeof group === 'string')) return groups
  throw new Error('oidc: the claim "groups" is neither a string nor a list of strings.')
}
