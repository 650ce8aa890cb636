import { describe, expect, test } from 'vitest'
import { TEST_CERTIFICATE } from '../settings/certificate-fixture.ts'
import type { OidcDefaults } from '../settings/settings.ts'
import { ClusterBroken } from './cluster-broken.ts'
import { readUserOidc } from './kubeconfig-user-oidc.ts'
import type { KubeconfigUser } from './parse-kubeconfig.ts'

const DEFAULTS: OidcDefaults = {
  scopes: ['openid', 'profile', 'email'],
  useAccessToken: false,
  authorizationParameters: {},
  skipTlsVerify: false,
}
const DATA = Buffer.from(TEST_CERTIFICATE).toString('base64')

type AuthProviderConfig = NonNullable<NonNullable<KubeconfigUser['auth-provider']>['config']>

const read = (user: KubeconfigUser, defaults: Partial<OidcDefaults> = {}) =>
  readUserOidc(user, {
    folder: '/home/me/.kube',
    defaults: { ...DEFAULTS, ...defaults },
    readFile: (path) => (path === '/home/me/.kube/ca.crt' ? TEST_CERTIFICATE : `not ${path}`),
  })

const provider = (config: AuthProviderConfig) => ({
  'auth-provider': {
    name: 'oidc',
    config: { 'client-id': 'kubernetes', 'idp-issuer-url': 'https://issuer.example', ...config },
  },
})

const kubelogin = (...args: readonly string[]) => ({
  exec: {
    command: 'kubectl',
    args: ['oidc-login', 'get-token', '--oidc-issuer-url=https://issuer.example', ...args],
  },
})
const CLIENT_ID = '--oidc-client-id=kubernetes'

describe('auth-provider oidc', () => {
  test('names an OIDC client', () => {
    expect(read(provider({ 'client-secret': 'hush' }))).toEqual({
      clientId: 'kubernetes',
      clientSecret: 'hush',
      issuerUrl: 'https://issuer.example',
      ...DEFAULTS,
    })
  })

  test.each<[AuthProviderConfig, readonly string[]]>([
    [{}, ['openid', 'profile', 'email']],
    [{ 'extra-scopes': 'groups,offline_access' }, ['openid', 'groups', 'offline_access']],
    [{ scope: 'openid email' }, ['openid', 'email']],
    [{ scope: 'email', 'extra-scopes': 'groups' }, ['openid', 'email', 'groups']],
  ])('with %j asks for %j', (config, scopes) => {
    expect(read(provider(config))?.scopes).toEqual(scopes)
  })

  test.each<AuthProviderConfig>([
    { 'idp-certificate-authority': 'ca.crt' },
    { 'idp-certificate-authority': 'other.crt', 'idp-certificate-authority-data': DATA },
  ])('may bring the CA of its issuer: %j', (config) => {
    expect(read(provider(config))?.ca).toBe(TEST_CERTIFICATE)
  })

  test.each<[AuthProviderConfig, string]>([
    [{ 'client-id': '' }, 'auth-provider oidc: client-id is missing.'],
    [{ 'idp-issuer-url': null }, 'auth-provider oidc: idp-issuer-url is missing.'],
    [{ 'idp-issuer-url': 'issuer' }, 'auth-provider oidc: idp-issuer-url is not an absolute https URL'],
    [
      { 'idp-certificate-authority': 'no.crt' },
      'idp-certificate-authority "no.crt": it holds no PEM certificate',
    ],
    [
      { 'idp-certificate-authority-data': 'QQ==' },
      'idp-certificate-authority-data: it holds no PEM certificate',
    ],
  ])('with %j breaks its cluster', (config, message) => {
    expect(() => read(provider(config))).toThrow(ClusterBroken)
    expect(() => read(provider(config))).toThrow(message)
  })

  test('without any config breaks its cluster', () => {
    expect(() => read({ 'auth-provider': { name: 'oidc' } })).toThrow('client-id is missing')
  })
})

describe('kubelogin', () => {
  test('names an OIDC client', () => {
    const args = [CLIENT_ID, '--oidc-client-secret', 'hush', '--certificate-authority=ca.crt']
    expect(read(kubelogin(...args))).toEqual({
      clientId: 'kubernetes',
      clientSecret: 'hush',
      issuerUrl: 'https://issuer.example',
      scopes: ['openid'],
      useAccessToken: false,
      authorizationParameters: {},
      skipTlsVerify: false,
      ca: TEST_CERTIFICATE,
    })
  })

  test('asks for openid and its extra scopes only', () => {
    const args = [CLIENT_ID, '--oidc-extra-scope=groups', '--oidc-extra-scope', 'email']
    expect(read(kubelogin(...args))?.scopes).toEqual(['openid', 'groups', 'email'])
  })

  test('may use the access token and trust any certificate', () => {
    const args = [CLIENT_ID, '--oidc-use-access-token', '--insecure-skip-tls-verify']
    expect(read(kubelogin(...args))).toMatchObject({ useAccessToken: true, skipTlsVerify: true })
  })

  test('may bring several CAs', () => {
    const args = [CLIENT_ID, '--certificate-authority=ca.crt', `--certificate-authority-data=${DATA}`]
    expect(read(kubelogin(...args))?.ca).toBe(TEST_CERTIFICATE.repeat(2))
  })

  test('may add to the authorization request, but not what the sign-in sets itself, and no secret', () => {
    const extra = 'audience=kubernetes,prompt=login,state=x,client_secret=hush'
    const args = [CLIENT_ID, `--oidc-auth-request-extra-params=${extra}`]
    const defaults = { authorizationParameters: { acr_values: 'mfa', prompt: 'consent' } }
    expect(read(kubelogin(...args), defaults)?.authorizationParameters).toEqual({
      acr_values: 'mfa',
      audience: 'kubernetes',
      prompt: 'login',
    })
  })

  test('without a client ID breaks its cluster', () => {
    expect(() => read(kubelogin())).toThrow('exec kubelogin: --oidc-client-id is missing.')
  })
})

test('a client takes over what holds for every client', () => {
  const defaults = {
    callbackUrl: 'https://ops.example/oidc-callback',
    ca: TEST_CERTIFICATE,
    useAccessToken: true,
    authorizationParameters: { acr_values: 'mfa' },
    skipTlsVerify: true,
  }
  expect(read(provider({}), defaults)).toMatchObject(defaults)
  expect(read(kubelogin(CLIENT_ID), defaults)).toMatchObject(defaults)
  expect(read(kubelogin(CLIENT_ID, '--oidc-use-access-token=false'), defaults)?.useAccessToken).toBe(false)
})

test.each<KubeconfigUser>([
  {},
  { exec: null, 'auth-provider': null },
  { 'auth-provider': { name: 'gcp', config: {} } },
  { exec: { command: 'aws', args: ['eks', 'get-token'] } },
])('the user %j names no OIDC client', (user) => {
  expect(read(user)).toBeUndefined()
})
