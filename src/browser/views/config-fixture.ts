import { configSchema, type Config } from '../../contract/config.ts'

const client = (key: string) => ({
  status: 'ready',
  key,
  issuer: `https://${key}.example/realms/one`,
  clientId: 'fairlead',
  scopes: ['openid'],
  useAccessToken: false,
  authorizationEndpoint: 'https://id.example/auth',
  authorizationParameters: {},
  otherAccountPrompt: 'login',
  nonce: 'n',
})

/** A cluster of one of the OIDC clients `id`, `other` and `down`. */
export const cluster = (name: string, clientKey = 'id') => ({
  status: 'ready',
  name,
  server: 'api.example:6443',
  signIn: { method: 'oidc', clientKey },
})

export const ISSUER_DOWN = {
  code: 'ISSUER_UNREACHABLE',
  message: 'down.example does not answer.',
  remedy: 'Start it.',
} as const

export const BROKEN = {
  status: 'broken',
  name: 'rusty',
  reason: { code: 'KUBECONFIG_INVALID', message: 'rusty has no server.' },
}

/** These clusters, with two OIDC clients that can be used and one whose issuer is down. */
export const configOf = (clusters: readonly object[]): Config =>
  configSchema.parse({
    version: '1.0.0',
    clusters,
    oidcClients: [
      client('id'),
      client('other'),
      { ...client('down'), status: 'unavailable', reason: ISSUER_DOWN },
    ],
    signIn: { popup: false, automatic: false, pastedTokens: true },
  })
