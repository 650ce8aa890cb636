import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TEST_CERTIFICATE } from './certificate-fixture.ts'
import { readSettings } from './read-settings.ts'
import { SettingsFaults } from './settings-faults.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairlead-clusters-'))
  writeFileSync(join(folder, 'ca.crt'), TEST_CERTIFICATE)
})
afterEach(() => rmSync(folder, { recursive: true }))

function read(file: string, argv: readonly string[] = []) {
  const path = join(folder, 'fairlead.yaml')
  writeFileSync(path, file)
  return readSettings({ argv: ['-config', path, ...argv], env: {}, homeDir: folder }).settings
}

function faultsOf(file: string): readonly string[] {
  try {
    read(file)
  } catch (error) {
    if (!(error instanceof SettingsFaults)) throw error
    return error.faults.map((fault) => fault.replaceAll(`${folder}/`, ''))
  }
  return []
}

describe('clusters in the settings file', () => {
  test('are read with everything that they can have', () => {
    writeFileSync(join(folder, 'secret'), 'hush\n')
    const { clusters } = read(`
clusters:
  - name: harbour
    server: https://10.0.0.1:6443
    certificate-authority: ca.crt
    tls-server-name: kubernetes
    proxy-url: http://me:word@proxy:3128
    oidc:
      client-id: 0123
      client-secret-file: secret
      idp-issuer-url: https://issuer.example
      scopes: groups
      callback-url: https://ops.example/oidc-callback
      use-access-token: true
      ca-file: ca.crt
      validator-client-id: kubernetes
      validator-idp-issuer-url: https://sts.example/
      token-endpoint-auth-method: client_secret_post
      prompt: [login, consent]
      login-hint: ops@example.com
      acr-values: mfa password
      extra-params:
        audience: a,b
        max_age: 60
  - name: lighthouse
    server: https://[::1]:6443/k8s/
    insecure-skip-tls-verify: true
`)
    expect(clusters.listed).toEqual([
      {
        name: 'harbour',
        server: 'https://10.0.0.1:6443/',
        ca: TEST_CERTIFICATE,
        tlsServerName: 'kubernetes',
        insecureSkipTlsVerify: false,
        proxyUrl: 'http://me:word@proxy:3128/',
        oidc: {
          clientId: '0123',
          clientSecret: 'hush',
          issuerUrl: 'https://issuer.example',
          scopes: ['openid', 'groups'],
          callbackUrl: 'https://ops.example/oidc-callback',
          useAccessToken: true,
          authorizationParameters: {
            audience: 'a,b',
            max_age: '60',
            prompt: 'login consent',
            login_hint: 'ops@example.com',
            acr_values: 'mfa password',
          },
          ca: TEST_CERTIFICATE,
          skipTlsVerify: false,
          validatorClientId: 'kubernetes',
          validatorIssuerUrl: 'https://sts.example/',
          tokenEndpointAuthMethod: 'client_secret_post',
        },
      },
      { name: 'lighthouse', server: 'https://[::1]:6443/k8s/', insecureSkipTlsVerify: true },
    ])
  })

  test('take over what holds for every client, and may differ', () => {
    const file = `
clusters:
  - { name: a, server: 'https://a', oidc: &client { client-id: a, idp-issuer-url: 'https://a.example' } }
  - { name: b, server: 'https://b', oidc: { client-id: b, idp-issuer-url: 'https://b.example', scopes: [], use-access-token: false } }
  - { name: c, server: 'https://c', oidc: *client }
`
    const { clusters } = read(file, [
      '-oidc-scopes=groups',
      '-oidc-use-access-token',
      `-oidc-ca-file=${folder}/ca.crt`,
    ])
    expect(clusters.listed.map(({ oidc }) => [oidc?.scopes, oidc?.useAccessToken, oidc?.ca])).toEqual([
      [['openid', 'groups'], true, TEST_CERTIFICATE],
      [['openid'], false, TEST_CERTIFICATE],
      [['openid', 'groups'], true, TEST_CERTIFICATE],
    ])
  })

  test('take over the parameters of the sign-in one setting at a time, and may clear the extra ones', () => {
    const client = "client-id: a, idp-issuer-url: 'https://a.example'"
    const file = `
clusters:
  - { name: a, server: 'https://a', oidc: { ${client} } }
  - { name: b, server: 'https://b', oidc: { ${client}, prompt: consent, extra-params: { hd: example.com } } }
  - { name: c, server: 'https://c', oidc: { ${client}, extra-params: {} } }
`
    const argv = ['-oidc-prompt=login', '-oidc-acr-values=mfa', '-oidc-extra-params=audience=x,max_age=60']
    const { clusters } = read(file, argv)
    expect(clusters.listed.map(({ oidc }) => oidc?.authorizationParameters)).toEqual([
      { audience: 'x', max_age: '60', prompt: 'login', acr_values: 'mfa' },
      { hd: 'example.com', prompt: 'consent', acr_values: 'mfa' },
      { prompt: 'login', acr_values: 'mfa' },
    ])
  })

  test('may hold their certificates in base64', () => {
    const data = Buffer.from(TEST_CERTIFICATE).toString('base64')
    const { clusters } = read(
      `clusters: [{ name: a, server: 'https://a', certificate-authority-data: ${data} }]`,
    )
    expect(clusters.listed[0]?.ca).toBe(TEST_CERTIFICATE)
  })

  test.each(['arn:aws:eks:eu-west-1:1:cluster/a', 'admin@kind b', '日本語 🚢', 'x'.repeat(253)])(
    'may have the name %s',
    (name) => {
      const { clusters } = read(`clusters: [{ name: ${JSON.stringify(name)}, server: 'https://a' }]`)
      expect(clusters.listed[0]?.name).toBe(name)
    },
  )

  test('may be none', () => {
    expect(read('clusters:').clusters.listed).toEqual([])
  })

  const PEM = 'the path of a file with PEM certificates'
  test.each<[string, readonly string[]]>([
    ['clusters: a', ['fairlead.yaml:1: clusters: expected a list of clusters']],
    [
      'clusters: [a]',
      [
        'fairlead.yaml:1: clusters[0]: expected a cluster with name and server',
        'fairlead.yaml:1: clusters[0].name: missing',
        'fairlead.yaml:1: clusters[0].server: missing',
      ],
    ],
    [
      'clusters:\n  - name: a\n    sever: b',
      [
        'fairlead.yaml:3: clusters[0].sever: no such setting; did you mean server?',
        'fairlead.yaml:2: clusters[0].server: missing',
      ],
    ],
    [
      'clusters:\n- name: a\n  server: a:6443',
      [
        'fairlead.yaml:3: clusters[0].server: expected an absolute http or https URL without query and fragment, not "a:6443"',
      ],
    ],
    [
      'clusters:\n- name: a\n  server: https://a\n  certificate-authority: no.crt',
      [
        `fairlead.yaml:4: clusters[0].certificate-authority: expected ${PEM}, not "no.crt" (there is no such file)`,
      ],
    ],
    [
      'clusters:\n- name: a\n  server: https://a\n- name: a\n  server: https://b',
      ['fairlead.yaml:4: clusters[1].name: "a" stands here a second time'],
    ],
    [
      'clusters:\n- name: a\n  server: https://a\n  oidc: {}',
      ['fairlead.yaml:4: clusters[0].oidc.client-id: missing, and so is idp-issuer-url'],
    ],
    [
      'clusters:\n- name: a\n  server: https://a\n  oidc:\n    client-id: a\n    oidc-scopes: b',
      [
        'fairlead.yaml:6: clusters[0].oidc.oidc-scopes: no such setting; did you mean scopes?',
        'fairlead.yaml:4: clusters[0].oidc.idp-issuer-url: missing; a client ID needs the issuer that knows it',
      ],
    ],
    [
      'clusters:\n- name: a\n  server: https://a\n  oidc: a',
      [
        'fairlead.yaml:4: clusters[0].oidc: expected client-id, idp-issuer-url and so on',
        'fairlead.yaml:4: clusters[0].oidc.client-id: missing, and so is idp-issuer-url',
      ],
    ],
    [
      'clusters:\n- name: a\n  server: https://a\n  proxy-url: socks5://p',
      ['fairlead.yaml:4: clusters[0].proxy-url: expected an http or https URL of a proxy, not "socks5://p"'],
    ],
    [
      'clusters:\n- name: a\n  server: { a: b }',
      [
        'fairlead.yaml:3: clusters[0].server: expected a value or a list of values',
        'fairlead.yaml:2: clusters[0].server: missing',
      ],
    ],
    [
      "clusters:\n- { name: a, server: 'https://a', oidc: { client-id: a, idp-issuer-url: 'https://i', extra-params: { a: [b] } } }",
      ['fairlead.yaml:2: clusters[0].oidc.extra-params: expected a value or a list of values'],
    ],
    [
      "clusters:\n- { name: a, server: 'https://a', oidc: { client-id: a, idp-issuer-url: 'https://i', extra-params: { state: b } } }",
      [
        'fairlead.yaml:2: clusters[0].oidc.extra-params: expected name=value pairs with commas between, or a map in the file (entry 1: state is set by the sign-in itself); the value is not shown',
      ],
    ],
  ])('%j is refused', (file, expected) => {
    expect(faultsOf(file)).toEqual(expected)
  })
})
