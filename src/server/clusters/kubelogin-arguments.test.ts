import { describe, expect, test } from 'vitest'
import { readKubelogin } from './kubelogin-arguments.ts'

const ISSUER = '--oidc-issuer-url=https://issuer.example'

describe('an exec stanza', () => {
  test.each<[string, readonly string[]]>([
    ['kubectl', ['oidc-login', 'get-token', ISSUER]],
    ['/usr/local/bin/kubectl', ['oidc-login', 'get-token', ISSUER]],
    ['kubelogin', ['get-token', ISSUER]],
    ['kubectl-oidc_login', ['get-token', ISSUER]],
    ['/home/a/.krew/bin/kubectl-oidc_login', ['get-token', ISSUER]],
    ['C:\\tools\\kubelogin.exe', ['get-token', ISSUER]],
  ])('that runs %s %j is kubelogin', (command, args) => {
    expect(readKubelogin({ command, args: [...args] })?.issuerUrl).toBe('https://issuer.example')
  })

  test.each<[string, readonly string[] | null]>([
    ['aws', ['eks', 'get-token', '--cluster-name', 'a']],
    ['kubelogin', ['get-token', '--environment', 'AzurePublicCloud', '--server-id', 'x', '--client-id', 'y']],
    ['kubectl', ['get-token', ISSUER]],
    ['kubelogin', ['setup', ISSUER]],
    ['gke-gcloud-auth-plugin', null],
    ['kubelogin', ['get-token', '--oidc-issuer-url']],
  ])('that runs %s %j is something else', (command, args) => {
    expect(readKubelogin({ command, args: args === null ? null : [...args] })).toBeUndefined()
  })

  test.each<[string, (name: string, value: string) => readonly string[]]>([
    ['with an equals sign', (name, value) => [`${name}=${value}`]],
    ['apart', (name, value) => [name, value]],
  ])('may have its values %s', (_, write) => {
    const args = [
      'get-token',
      ...write('--oidc-issuer-url', 'https://issuer.example/a=b'),
      ...write('--oidc-client-id', 'kubernetes'),
      ...write('--oidc-client-secret', 'hush'),
      ...write('--oidc-extra-scope', 'email'),
      ...write('--oidc-extra-scope', 'groups,offline_access'),
      ...write('--certificate-authority', 'a.crt'),
      ...write('--certificate-authority-data', 'QQ=='),
      ...write('--oidc-auth-request-extra-params', 'audience=a=b,resource=urn:x,broken'),
      ...write('--oidc-auth-request-extra-params', 'max_age=60'),
      '--oidc-use-access-token',
      '--insecure-skip-tls-verify=true',
    ]
    expect(readKubelogin({ command: 'kubelogin', args })).toEqual({
      issuerUrl: 'https://issuer.example/a=b',
      clientId: 'kubernetes',
      clientSecret: 'hush',
      extraScopes: ['email', 'groups', 'offline_access'],
      caFiles: ['a.crt'],
      caData: ['QQ=='],
      extraParameters: { audience: 'a=b', resource: 'urn:x', max_age: '60' },
      skipTlsVerify: true,
      useAccessToken: true,
    })
  })

  test('says nothing of what it leaves out', () => {
    expect(readKubelogin({ command: 'kubelogin', args: ['get-token', ISSUER] })).toEqual({
      issuerUrl: 'https://issuer.example',
      clientId: undefined,
      clientSecret: undefined,
      extraScopes: [],
      caFiles: [],
      caData: [],
      extraParameters: {},
      skipTlsVerify: undefined,
      useAccessToken: undefined,
    })
  })

  test('may turn a switch off', () => {
    const args = ['get-token', ISSUER, '--oidc-use-access-token=false']
    expect(readKubelogin({ command: 'kubelogin', args })?.useAccessToken).toBe(false)
  })

  test('keeps nothing of a password on its command line', () => {
    const args = ['get-token', ISSUER, '--username=me', '--password=Hunter2', '--token-cache-dir', '/x']
    expect(JSON.stringify(readKubelogin({ command: 'kubelogin', args }))).not.toContain('Hunter2')
  })
})
