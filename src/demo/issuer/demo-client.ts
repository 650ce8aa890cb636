import type { ClientMetadata } from 'oidc-provider'
import type { IssuerTraits } from './issuer-traits.ts'

/** A registration at the demo's identity provider; with a secret it is confidential. */
export interface DemoClient {
  readonly id: string
  readonly name: string
  readonly secret?: string
  readonly redirectUris: readonly string[]
}

export function registration(
  { id, name, secret, redirectUris }: DemoClient,
  { refreshTokens = true }: IssuerTraits,
): ClientMetadata {
  return {
    client_id: id,
    client_name: name,
    ...(secret === undefined
      ? { token_endpoint_auth_method: 'none' }
      : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' }),
    redirect_uris: [...redirectUris],
    post_logout_redirect_uris: [...redirectUris],
    response_types: ['code'],
    grant_types: refreshTokens ? ['authorization_code', 'refresh_token'] : ['authorization_code'],
  }
}
