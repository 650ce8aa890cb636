import { expect, test } from 'vitest'
import { configSchema } from '../../contract/config.ts'
import { clusterEntries, findClusterEntry } from './cluster-entry.ts'

const client = {
  status: 'ready',
  key: 'shared',
  issuer: 'https://id.example/realms/harbour',
  clientId: 'fairlead',
  scopes: ['openid'],
  useAccessToken: false,
  authorizationEndpoint: 'https://id.example/auth',
  authorizationParameters: {},
  otherAccountPrompt: 'login',
  nonce: 'n',
}
const cluster = (name: string, clientKey: string) => ({
  status: 'ready',
  name,
  server: `${name}.example:6443`,
  signIn: { method: 'oidc', clientKey },
})
const reason = { code: 'ISSUER_UNREACHABLE', message: 'No answer.' }

const configOf = (clusters: object[], oidcClients: object[]) =>
  configSchema.parse({
    version: '1',
    clusters,
    oidcClients,
    signIn: { popup: false, automatic: false, pastedTokens: true },
  })
const entries = (clusters: object[], oidcClients: object[]) => clusterEntries(configOf(clusters, oidcClients))

test('clusters of one OIDC client say which others the same sign-in opens', () => {
  const [a, b] = entries([cluster('a', 'shared'), cluster('b', 'shared')], [client])
  expect(a).toMatchObject({ status: 'ready', issuerHost: 'id.example', sharedWith: ['b'] })
  expect(b).toMatchObject({ sharedWith: ['a'] })
})

test('a cluster whose issuer is unavailable says why', () => {
  const unavailable = { ...client, status: 'unavailable', reason }
  expect(entries([cluster('a', 'shared')], [unavailable])[0]).toMatchObject({
    status: 'issuer-unavailable',
    reason,
  })
})

test('a broken cluster stays listed with its reason', () => {
  const broken = {
    status: 'broken',
    name: 'b',
    reason: { code: 'KUBECONFIG_INVALID', message: 'No server.' },
  }
  expect(entries([broken], [])).toEqual([broken])
})

test('a cluster whose OIDC client is not described cannot be used', () => {
  expect(entries([cluster('a', 'missing')], [client])[0]).toMatchObject({
    status: 'broken',
    reason: { code: 'OIDC_CLIENT_UNKNOWN' },
  })
})

test('a cluster without an OIDC client is one to bring a token to, and shares nothing', () => {
  const lab = { ...cluster('lab', ''), signIn: { method: 'token' } }
  const [, , ownToken] = entries([cluster('a', 'shared'), cluster('b', 'shared'), lab], [client])
  expect(ownToken).toEqual({
    status: 'ready',
    method: 'token',
    name: 'lab',
    server: 'lab.example:6443',
    sharedWith: [],
  })
})

test('the entries of a config stay the same objects', () => {
  const config = configOf([cluster('a', 'shared')], [client])
  const [a] = clusterEntries(config)
  expect(a && findClusterEntry(config, a.name)).toBe(a)
  expect(clusterEntries(config)).toBe(clusterEntries(config))
})
