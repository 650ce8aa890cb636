import type { OidcSettings } from '../settings/settings.ts'
import type { OidcClient } from './cluster.ts'
import { oidcClientKey } from './oidc-client-key.ts'

/** Turns an OIDC client as the operator wrote it into the one that the relay serves. */
export function toOidcClient(settings: OidcSettings): OidcClient {
  const { issuerUrl: issuer, clientId, scopes, useAccessToken, ca, skipTlsVerify } = settings
  const { authorizationParameters } = settings
  return {
    key: oidcClientKey({ issuer, clientId, scopes, useAccessToken, authorizationParameters }),
    issuer,
    clientId,
    scopes,
    useAccessToken,
    authorizationParameters,
    ...(settings.clientSecret !== undefined && { clientSecret: settings.clientSecret }),
    ...(settings.callbackUrl !== undefined && { callbackUrl: settings.callbackUrl }),
    ...(settings.validatorIssuerUrl !== undefined && { expectedIssuer: settings.validatorIssuerUrl }),
    ...(settings.validatorClientId !== undefined && { expectedAudience: settings.validatorClientId }),
    ...(settings.tokenEndpointAuthMethod !== undefined && {
      tokenEndpointAuthMethod: settings.tokenEndpointAuthMethod,
    }),
    tls: { insecureSkipVerify: skipTlsVerify, ...(ca !== undefined && !skipTlsVerify && { ca }) },
  }
}
