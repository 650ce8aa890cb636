/** Where the identity provider does less than it could, as some real ones do. Everything left out: the strict one. */
export interface IssuerTraits {
  /** False: none is ever issued. */
  readonly refreshTokens?: boolean
  /** False: a refresh token can be used again and again, and a refresh answer holds none. */
  readonly rotation?: boolean
  /** False: a refresh answer holds no ID token. */
  readonly idTokenOnRefresh?: boolean
  /** False: there is no end-session endpoint, and discovery names none. */
  readonly endSession?: boolean
  /** False: there is no revocation endpoint, and discovery names none. */
  readonly revocation?: boolean
  /** How far its clock is ahead of everyone else's, in the ID tokens' `iat`, `exp` and `auth_time`. */
  readonly clockOffsetS?: number
}
