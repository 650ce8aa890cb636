import type { SigninResponse } from 'oidc-client-ts'
import { AppError } from '../../contract/app-error.ts'
import type { OidcClientConfig } from '../../contract/config.ts'
import { SEALED_REFRESH_TOKEN, SEALED_WITHOUT_ID_TOKEN } from '../../contract/relay.ts'
import type { SignInWords } from './sign-in-words.ts'
import type { Tokens } from './sign-in.ts'

/**
 * Keeps of a token response what Kubernetes needs.
 *
 * The ID token was decoded only: the relay verified it, and the API server does so on every request.
 *
 * @returns `expiresAtS` from the relay's `expires_in`, the rest of the bearer's life: right on a clock that is wrong
 * @throws AppError `ID_TOKEN_MISSING` when the bearer is not there, `ID_TOKEN_INVALID` when its end is unknown
 */
export function readTokens(
  response: SigninResponse,
  { issuer, useAccessToken }: Pick<OidcClientConfig, 'issuer' | 'useAccessToken'>,
  words: SignInWords,
): Tokens {
  const bearerToken = useAccessToken ? response.access_token : response.id_token
  if (!bearerToken) {
    const { noAccessToken, noIdToken } = words()
    throw new AppError('ID_TOKEN_MISSING', (useAccessToken ? noAccessToken : noIdToken)(issuer))
  }
  const expiresAtS = response.expires_at ?? (useAccessToken ? undefined : response.profile.exp)
  if (expiresAtS === undefined) throw new AppError('ID_TOKEN_INVALID', words().noTokenEnd(issuer))
  return { bearerToken, expiresAtS, renewal: renewalOf(response.refresh_token) }
}

function renewalOf(placeholder: string | undefined): Tokens['renewal'] {
  if (placeholder === SEALED_REFRESH_TOKEN) return 'possible'
  return placeholder === SEALED_WITHOUT_ID_TOKEN ? 'no-id-token' : 'no-refresh-token'
}
