import type { User } from 'oidc-client-ts'
import { AppError } from '../../contract/app-error.ts'
import type { OidcClientConfig } from '../../contract/config.ts'
import { SEALED_REFRESH_TOKEN } from '../../contract/relay.ts'
import type { Tokens } from './sign-in.ts'

/**
 * Keeps of a token response what Kubernetes needs.
 *
 * The ID token was decoded only: the relay verified it, and the API server does so on every request.
 *
 * @returns `expiresAtS` from the relay's `expires_in`, the rest of the bearer's life: right on a clock that is wrong
 * @throws AppError `ID_TOKEN_MISSING` when the bearer is not there, `ID_TOKEN_INVALID` when its end is unknown
 */
export function readTokens(user: User, client: Pick<OidcClientConfig, 'issuer' | 'useAccessToken'>): Tokens {
  const bearerToken = client.useAccessToken ? user.access_token : user.id_token
  if (!bearerToken) {
    const missing = client.useAccessToken ? 'access token' : 'ID token'
    throw new AppError(
      'ID_TOKEN_MISSING',
      `The answer of ${client.issuer} holds no ${missing} to show to Kubernetes.`,
    )
  }
  const expiresAtS = user.expires_at ?? (client.useAccessToken ? undefined : user.profile.exp)
  if (expiresAtS === undefined) {
    throw new AppError('ID_TOKEN_INVALID', `The answer of ${client.issuer} does not say when its token ends.`)
  }
  return {
    bearerToken,
    expiresAtS,
    renewal: user.refresh_token === SEALED_REFRESH_TOKEN ? 'possible' : 'impossible',
  }
}
