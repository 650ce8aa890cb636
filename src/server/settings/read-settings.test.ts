import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TEST_CERTIFICATE, TEST_PRIVATE_KEY } from './certificate-fixture.ts'
import { readSettings, type SettingsInput } from './read-settings.ts'
import { SettingsFaults } from './settings-faults.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairlead-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

type Input = Partial<SettingsInput> & { file?: string }

function write(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function read({ file, argv = [], env = {}, ...rest }: Input) {
  const withFile = file === undefined ? argv : [`-config=${write('fairlead.yaml', file)}`, ...argv]
  return readSettings({ argv: withFile, env, homeDir: folder, ...rest })
}

const settingsOf = (input: Input) => read(input).settings

/** The faults, with the temporary folder cut out. */
function faultsOf(input: Input): readonly string[] {
  try {
    read(input)
  } catch (error) {
    if (!(error instanceof SettingsFaults)) throw error
    return error.faults.map((fault) => fault.replaceAll(`${folder}/`, ''))
  }
  return []
}

const CLIENT = ['-oidc-client-id=fairlead', '-oidc-idp-issuer-url=https://issuer.example']

describe('the four settings that enable sign-in', () => {
  const expected = {
    clientId: 'fairlead',
    clientSecret: 'the-secret',
    issuerUrl: 'https://issuer.example/realms/ops',
    scopes: ['openid', 'profile', 'email', 'repo'],
  }
  const values = {
    'oidc-client-id': 'fairlead',
    'oidc-client-secret': 'the-secret',
    'oidc-idp-issuer-url': 'https://issuer.example/realms/ops',
    'oidc-scopes': 'profile,email,repo',
  }
  const variables = (prefix: string) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        prefix + name.toUpperCase().replaceAll('-', '_'),
        value,
      ]),
    )
  const pairs = Object.entries(values)

  test.each<[string, Input]>([
    ['flags with one dash', { argv: pairs.map(([name, value]) => `-${name}=${value}`) }],
    ['flags with two dashes', { argv: pairs.map(([name, value]) => `--${name}=${value}`) }],
    ['flags with the value apart', { argv: pairs.flatMap(([name, value]) => [`-${name}`, value]) }],
    ["Headlamp's variables", { env: variables('HEADLAMP_CONFIG_') }],
    ['our variables', { env: variables('FAIRLEAD_') }],
    ['the settings file', { file: pairs.map(([name, value]) => `${name}: ${value}`).join('\n') }],
  ])('are read from %s', (_, input) => {
    expect(settingsOf(input).oidc).toMatchObject(expected)
  })

  test('nothing given means no client', () => {
    expect(settingsOf({}).oidc).toBeUndefined()
  })

  test('a client without a secret is public', () => {
    expect(settingsOf({ argv: CLIENT }).oidc).not.toHaveProperty('clientSecret')
  })

  test('the issuer stays as written, with its last slash', () => {
    const argv = ['-oidc-client-id=a', '-oidc-idp-issuer-url=https://Issuer.example/']
    expect(settingsOf({ argv }).oidc?.issuerUrl).toBe('https://Issuer.example/')
  })
})

describe('scopes', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['default to profile and email', [], ['openid', 'profile', 'email']],
    ['may stand apart by spaces', ['-oidc-scopes=groups  email'], ['openid', 'groups', 'email']],
    ['may stand apart by commas and spaces', ['-oidc-scopes', 'a, b'], ['openid', 'a', 'b']],
    ['have openid first and once', ['-oidc-scopes=email,openid,email'], ['openid', 'email']],
    ['may be openid alone', ['-oidc-scopes='], ['openid']],
  ])('%s', (_, argv, expected) => {
    expect(settingsOf({ argv: [...CLIENT, ...argv] }).oidc?.scopes).toEqual(expected)
  })

  test('may be a list in the file', () => {
    const file = 'oidc-client-id: a\noidc-idp-issuer-url: https://i.example\noidc-scopes: [groups, email]'
    expect(settingsOf({ file }).oidc?.scopes).toEqual(['openid', 'groups', 'email'])
  })

  test('with a character that OAuth does not allow are refused', () => {
    expect(faultsOf({ argv: [...CLIENT, '-oidc-scopes=a"b'] })).toEqual([
      '-oidc-scopes: expected OAuth scopes with commas or spaces between, not "a\\"b"',
    ])
  })
})

describe('of several sources', () => {
  const file = 'port: 1'
  const headlamp = { HEADLAMP_CONFIG_PORT: '2' }
  const ours = { FAIRLEAD_PORT: '3' }

  test.each<[number, Input]>([
    [4466, {}],
    [1, { file }],
    [2, { file, env: headlamp }],
    [3, { file, env: { ...ours, ...headlamp } }],
    [4, { file, env: { ...ours, ...headlamp }, argv: ['-port=4'] }],
    [5, { argv: ['-port=4', '-port=5'] }],
  ])('the port is %i', (port, input) => {
    expect(settingsOf(input).listen.port).toBe(port)
  })

  test('the file can be named by a variable', () => {
    expect(settingsOf({ env: { FAIRLEAD_CONFIG: write('other.yaml', file) } }).listen.port).toBe(1)
  })

  test('an empty variable counts as not set', () => {
    expect(settingsOf({ file, env: { FAIRLEAD_PORT: '' } }).listen.port).toBe(1)
  })

  test('an empty flag clears what the others gave', () => {
    const env = { FAIRLEAD_OIDC_CLIENT_ID: 'a', FAIRLEAD_OIDC_IDP_ISSUER_URL: 'https://i.example' }
    const argv = ['-oidc-client-id=', '-oidc-idp-issuer-url=']
    expect(settingsOf({ env, argv }).oidc).toBeUndefined()
  })

  test('a bad value is a fault even where a better source gives a good one', () => {
    expect(faultsOf({ env: { FAIRLEAD_PORT: 'x' }, argv: ['-port=4'] })).toHaveLength(1)
  })
})

describe('true or false', () => {
  test.each<[boolean, readonly string[]]>([
    [false, []],
    [true, ['-in-cluster']],
    [true, ['--in-cluster=true']],
    [true, ['-in-cluster=1']],
    [true, ['-in-cluster=T']],
    [false, ['-in-cluster=false']],
    [false, ['-in-cluster', '-in-cluster=0']],
  ])('%s is written as %j', (expected, argv) => {
    expect(settingsOf({ argv }).clusters.inCluster).toBe(expected)
  })
})

describe('the rest of the settings', () => {
  test('have defaults', () => {
    expect(settingsOf({})).toEqual({
      oidcDefaults: {
        scopes: ['openid', 'profile', 'email'],
        useAccessToken: false,
        authorizationParameters: {},
        skipTlsVerify: false,
      },
      clusters: {
        kubeconfigPaths: [join(folder, '.kube', 'config')],
        kubeconfigIsExplicit: false,
        inCluster: false,
        inClusterContextName: 'main',
        skippedContexts: [],
        insecureSkipTlsVerify: false,
        listed: [],
      },
      listen: { address: '', port: 4466, baseUrl: '', trustedProxies: [] },
      session: {
        ttlS: 86_400,
        sealingKeys: [],
        stateFolder: join(folder, '.local', 'state', 'fairlead'),
      },
      signIn: { popup: false, automatic: false, pastedTokens: true },
      log: { level: 'info', format: 'json' },
    })
  })

  test('of how one may sign in can be turned round', () => {
    const argv = ['-sign-in-popup', '-auto-sign-in', '-token-sign-in=false']
    expect(settingsOf({ argv }).signIn).toEqual({ popup: true, automatic: true, pastedTokens: false })
  })

  test.each<[string, Input]>([
    ['a flag', { argv: ['-trusted-proxies=10.0.0.0/8, 192.0.2.7,fd00::/8,10.0.0.0/8'] }],
    ['a variable', { env: { FAIRLEAD_TRUSTED_PROXIES: '10.0.0.0/8,192.0.2.7,fd00::/8' } }],
    ['the file', { file: 'trusted-proxies: [10.0.0.0/8, 192.0.2.7, "fd00::/8"]' }],
  ])('trusted proxies may come from %s', (_, input) => {
    expect(settingsOf(input).listen.trustedProxies).toEqual(['10.0.0.0/8', '192.0.2.7', 'fd00::/8'])
  })

  test.each([
    'proxy.example',
    '10.0.0',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '10.0.0.0/255.0.0.0',
    'fd00::/129',
    '[::1]',
    '010.0.0.1',
  ])('the trusted proxy %s is refused', (range) => {
    expect(faultsOf({ argv: [`-trusted-proxies=10.0.0.1,${range}`] })).toEqual([
      `-trusted-proxies: expected IP addresses and ranges such as 10.0.0.0/8, with commas between, not "10.0.0.1,${range}" ("${range}" is none)`,
    ])
  })

  test('logs are pretty on a terminal, unless told otherwise', () => {
    expect(settingsOf({ isTerminal: true }).log.format).toBe('pretty')
    expect(settingsOf({ isTerminal: true, argv: ['-log-format=json'] }).log.format).toBe('json')
  })

  test.each<[string, string]>([
    ['', ''],
    ['/', ''],
    ['/fairlead', '/fairlead'],
    ['/a/b.c/', '/a/b.c'],
  ])('the base URL %j is used as %j', (given, expected) => {
    expect(settingsOf({ argv: [`-base-url=${given}`] }).listen.baseUrl).toBe(expected)
  })

  test.each([
    'fairlead',
    '//evil.example',
    '/a//b',
    '/../a',
    '/a/.',
    '/a b',
    '/a%2Fb',
    'https://x/a',
    '/a?b',
  ])('the base URL %j is refused', (given) => {
    expect(faultsOf({ argv: [`-base-url=${given}`] })).toEqual([
      expect.stringContaining('-base-url: expected a path such as /fairlead'),
    ])
  })

  test('of the public URL the origin is kept', () => {
    const argv = ['-public-url=https://ops.example/fairlead', '-base-url=/fairlead']
    expect(settingsOf({ argv }).listen.publicOrigin).toBe('https://ops.example')
  })

  test.each(['0.0.0.0', '::1', 'localhost', 'a.b-c.example'])('one can listen on %s', (address) => {
    expect(settingsOf({ argv: [`-listen-addr=${address}`] }).listen.address).toBe(address)
  })

  test('brackets around an IPv6 address are taken off', () => {
    expect(settingsOf({ argv: ['-listen-addr=[::1]'] }).listen.address).toBe('::1')
  })

  test("Headlamp's settings without effect are accepted", () => {
    const argv = [
      '-me-username-path=a,b',
      '-me-email-path',
      'email',
      '-me-groups-path=groups',
      '-me-user-info-url=/oauth2/userinfo',
      '-oidc-use-pkce',
      '-oidc-use-cookie',
    ]
    expect(read({ argv, env: { HEADLAMP_CONFIG_ME_GROUPS_PATH: 'x' } }).warnings).toEqual([])
  })

  test.each([
    ['-plugins-dir=/plugins', 'Fairlead has no plugins'],
    ['-user-plugins-dir=/plugins', 'Fairlead has no plugins'],
    ['-watch-plugins-changes=false', 'Fairlead has no plugins'],
    ['-html-static-dir=/frontend', 'Fairlead serves the site it was built with'],
    ['-dev', 'Fairlead lets no other origin in'],
    ['-enable-dynamic-clusters', 'Fairlead takes clusters from the operator only'],
    ['-enable-helm', 'Fairlead has no Helm'],
    ['-proxy-urls=https://a.example,https://b.example', 'Fairlead passes requests on to API servers only'],
    ['-no-browser', 'Fairlead opens a browser in its demo only'],
    ['-cache-enabled=true', 'Fairlead keeps no answers of API servers'],
  ])("Headlamp's %s does not stop the start, and a warning says why it does nothing", (flag, why) => {
    const [name = ''] = flag.split('=')
    expect(read({ argv: [flag, '-port=1'] })).toMatchObject({
      settings: { listen: { port: 1 } },
      warnings: [`${name}: without effect; ${why}`],
    })
  })

  test("Headlamp's variables for what Fairlead does not have warn as well, unless empty", () => {
    const env = { HEADLAMP_CONFIG_PLUGINS_DIR: '/plugins', HEADLAMP_CONFIG_ENABLE_HELM: '' }
    expect(read({ env }).warnings).toEqual([
      'HEADLAMP_CONFIG_PLUGINS_DIR: without effect; Fairlead has no plugins',
    ])
  })

  test('certificates of the issuer are read, a key beside them is not', () => {
    const ca = write('ca.pem', `${TEST_PRIVATE_KEY}${TEST_CERTIFICATE}`)
    expect(settingsOf({ argv: [...CLIENT, `-oidc-ca-file=${ca}`] }).oidc?.ca).toBe(TEST_CERTIFICATE)
  })

  test('certificate and key to serve with must fit each other', () => {
    const cert = write('cert.pem', TEST_CERTIFICATE)
    const key = write('key.pem', TEST_PRIVATE_KEY)
    expect(settingsOf({ argv: [`-tls-cert-path=${cert}`, `-tls-key-path=${key}`] }).listen.tls).toEqual({
      certPath: cert,
      keyPath: key,
    })
    expect(faultsOf({ argv: [`-tls-cert-path=${cert}`, `-tls-key-path=${cert}`] })).toEqual([
      '-tls-cert-path, -tls-key-path: "cert.pem" and "cert.pem" are not a PEM certificate and its private key',
    ])
  })

  test.each<[string, () => KeyObject]>([
    ['another kind', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
    ['another certificate', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
  ])('a key of %s is refused, since every handshake would fail', (_, makeKey) => {
    const cert = write('cert.pem', TEST_CERTIFICATE)
    const key = write('key.pem', makeKey().export({ type: 'pkcs8', format: 'pem' }).toString())
    expect(faultsOf({ argv: [`-tls-cert-path=${cert}`, `-tls-key-path=${key}`] })).toEqual([
      expect.stringMatching(/^-tls-cert-path, -tls-key-path: "cert.pem" and "key.pem" /),
    ])
  })
})

describe('the state folder', () => {
  const ofUser = () => join(folder, '.local', 'state', 'fairlead')

  test.each<[string, Input, () => string | undefined]>([
    ['is below the home directory', {}, ofUser],
    [
      'is the one that systemd made',
      { env: { STATE_DIRECTORY: '/var/lib/a:/var/lib/b' } },
      () => '/var/lib/a',
    ],
    [
      'goes by systemd before the user',
      { env: { STATE_DIRECTORY: '/var/lib/a', XDG_STATE_HOME: '/x' } },
      () => '/var/lib/a',
    ],
    ['is below $XDG_STATE_HOME', { env: { XDG_STATE_HOME: '/x' } }, () => join('/x', 'fairlead')],
    [
      'ignores a relative $XDG_STATE_HOME, as its specification says',
      { env: { XDG_STATE_HOME: 'x' } },
      ofUser,
    ],
    ['ignores empty variables', { env: { XDG_STATE_HOME: '', STATE_DIRECTORY: '' } }, ofUser],
    ['is nowhere without a home directory', { homeDir: '' }, () => undefined],
    ['is the one given', { argv: ['-state-dir=/s'], env: { STATE_DIRECTORY: '/x' } }, () => '/s'],
    ['is relative to the settings file', { file: 'state-dir: ~/s' }, () => join(folder, 's')],
    [
      'is nowhere when an empty flag says so',
      { argv: ['-state-dir='], env: { STATE_DIRECTORY: '/x' } },
      () => undefined,
    ],
    [
      'is nowhere when an empty flag follows another source',
      { argv: ['-state-dir='], env: { FAIRLEAD_STATE_DIR: '/s' } },
      () => undefined,
    ],
  ])('%s', (_, input, expected) => {
    expect(settingsOf(input).session.stateFolder).toBe(expected())
  })
})

test('without a home directory no kubeconfig is looked for in the folder where Fairlead runs', () => {
  expect(settingsOf({ homeDir: '' }).clusters.kubeconfigPaths).toEqual([])
})

describe('kubeconfigs', () => {
  test('are those of $KUBECONFIG, which may be missing', () => {
    const env = { KUBECONFIG: [join(folder, 'a'), '', join(folder, 'b')].join(delimiter) }
    expect(settingsOf({ env }).clusters).toMatchObject({
      kubeconfigPaths: [join(folder, 'a'), join(folder, 'b')],
      kubeconfigIsExplicit: false,
    })
  })

  test('are those of the setting alone, where it is given', () => {
    const [a, b] = [write('a', ''), write('b', '')]
    const env = { KUBECONFIG: '/elsewhere' }
    expect(settingsOf({ env, argv: [`-kubeconfig=${a}${delimiter}${b}`] }).clusters).toMatchObject({
      kubeconfigPaths: [a, b],
      kubeconfigIsExplicit: true,
    })
  })

  test('in the settings file are relative to it, or to the home directory', () => {
    mkdirSync(join(folder, '.kube'))
    const [a, b] = [write('a', ''), write('.kube/b', '')]
    expect(settingsOf({ file: 'kubeconfig: [a, ~/.kube/b]' }).clusters.kubeconfigPaths).toEqual([a, b])
  })

  test('are none in a pod, unless named', () => {
    expect(settingsOf({ argv: ['-in-cluster'], env: { KUBECONFIG: '/x' } }).clusters.kubeconfigPaths).toEqual(
      [],
    )
  })

  test('that the operator named must be there', () => {
    expect(faultsOf({ env: { HEADLAMP_CONFIG_KUBECONFIG: join(folder, 'no') } })).toEqual([
      expect.stringMatching(/^HEADLAMP_CONFIG_KUBECONFIG: .*not "no" \(there is no such file\)$/),
    ])
  })

  test('contexts are skipped by name', () => {
    const argv = ['-skipped-kube-contexts=arn:aws:eks:x:1:cluster/a, kind b']
    expect(settingsOf({ argv }).clusters.skippedContexts).toEqual(['arn:aws:eks:x:1:cluster/a', 'kind b'])
  })
})

describe('a fault names its source, the value and what is allowed', () => {
  const NEEDS_FILE = 'the path of a file with PEM certificates'
  test.each<[Input, string]>([
    [{ argv: ['-prot=1'] }, '-prot: no such flag; did you mean -port?'],
    [{ argv: ['--enable-hulm'] }, '-enable-hulm: no such flag; did you mean -enable-helm?'],
    [{ argv: ['-oidc-client'] }, '-oidc-client: no such flag; did you mean -oidc-client-id?'],
    [{ argv: ['-constructor=1'] }, '-constructor: no such flag'],
    [{ env: { FAIRLEAD_PROT: '1' } }, 'FAIRLEAD_PROT: no such variable; did you mean FAIRLEAD_PORT?'],
    [{ env: { FAIRLEAD_HELP: '1' } }, 'FAIRLEAD_HELP: no such variable'],
    [{ file: '\nprot: 1' }, 'fairlead.yaml:2: prot: no such setting; did you mean port?'],
    [{ file: 'cluster: []' }, 'fairlead.yaml:1: cluster: no such setting; did you mean clusters?'],
    [{ file: 'config: other.yaml' }, 'fairlead.yaml:1: config: no such setting'],
    [{ argv: ['-port=http'] }, '-port: expected a whole number from 0 to 65535, not "http"'],
    [{ argv: ['-port=65536'] }, '-port: expected a whole number from 0 to 65535, not "65536"'],
    [{ argv: ['-port='] }, '-port: expected a whole number from 0 to 65535, not ""'],
    [{ env: { FAIRLEAD_PORT: '-1' } }, 'FAIRLEAD_PORT: expected a whole number from 0 to 65535, not "-1"'],
    [
      { file: 'port: [1, 2]' },
      'fairlead.yaml:1: port: expected a whole number from 0 to 65535, not "1, 2" (a list is too much)',
    ],
    [{ file: 'port: { a: 1 }' }, 'fairlead.yaml:1: port: expected a value or a list of values'],
    [{ argv: ['-session-ttl=24h'] }, '-session-ttl: expected a whole number from 1 to 31536000, not "24h"'],
    [{ argv: ['-in-cluster=yes'] }, '-in-cluster: expected true or false, not "yes"'],
    [
      { argv: ['-in-cluster', 'false'] },
      'argument 2 of 2: not a flag; the value of -in-cluster follows an equals sign: -in-cluster=true or -in-cluster=false',
    ],
    [{ argv: ['serve'] }, 'argument 1 of 1: not a flag; flags start with a dash'],
    [{ argv: ['--'] }, 'argument 1 of 1: not a flag; flags start with a dash'],
    [{ argv: ['-port'] }, '-port: needs a value, as in -port=VALUE'],
    [{ argv: ['-listen-addr', '-port=1'] }, '-listen-addr: needs a value, as in -listen-addr=VALUE'],
    [
      { argv: ['-listen-addr=0.0.0.0:80'] },
      '-listen-addr: expected an IP address or a host name, without a port, not "0.0.0.0:80"',
    ],
    [
      { argv: ['-log-level=loud'] },
      '-log-level: expected one of fatal, error, warn, info, debug, trace, not "loud"',
    ],
    [
      { argv: ['-sealing-key=x'] },
      '-sealing-key: not a flag, since process lists show flags; set FAIRLEAD_SEALING_KEY',
    ],
    [
      { argv: ['-oidc-client-id=a'] },
      '-oidc-idp-issuer-url: missing; a client ID needs the issuer that knows it',
    ],
    [
      { argv: ['-oidc-idp-issuer-url=https://i.example'] },
      '-oidc-client-id: missing; the issuer knows us by it',
    ],
    [
      { env: { FAIRLEAD_OIDC_CLIENT_SECRET: 's' } },
      '-oidc-client-id: missing; a client secret belongs to a client ID',
    ],
    [
      { argv: [...CLIENT, '-oidc-token-endpoint-auth-method=client_secret_post'] },
      '-oidc-client-secret: missing; the token endpoint method client_secret_post needs it',
    ],
    [
      { argv: [...CLIENT, '-oidc-callback-url=https://ops.example/callback'] },
      '-oidc-callback-url: its path is "/callback"; expected "/oidc-callback", the base URL and /oidc-callback',
    ],
    [
      {
        argv: [
          ...CLIENT,
          '-public-url=https://a.example',
          '-oidc-callback-url=https://b.example/oidc-callback',
        ],
      },
      '-oidc-callback-url: its origin is "https://b.example"; expected "https://a.example", as -public-url says',
    ],
    [
      { argv: ['-public-url=https://a.example/x'] },
      '-public-url: its path is "/x"; expected none, or the one that -base-url sets',
    ],
    [
      { argv: ['-oidc-ca-file=/no/such'] },
      `-oidc-ca-file: expected ${NEEDS_FILE}, not "/no/such" (there is no such file)`,
    ],
    [
      { file: 'oidc-ca-file: fairlead.yaml' },
      `fairlead.yaml:1: oidc-ca-file: expected ${NEEDS_FILE}, not "fairlead.yaml" (it holds no PEM certificate)`,
    ],
    [{ argv: ['-tls-cert-path=/no/such'] }, '-tls-key-path: missing; -tls-cert-path needs its private key'],
    [
      { argv: ['-in-cluster-context-name=' + 'x'.repeat(254)] },
      `-in-cluster-context-name: expected a name of 1 to 253 characters, not "${'x'.repeat(80)}…"`,
    ],
    [{ file: '- a' }, 'fairlead.yaml: expected settings, a line each: name: value'],
    [{ file: 'a: 1\na: 2' }, 'fairlead.yaml:2: a key stands here twice'],
    [{ file: 'a: [1\nb: 2' }, 'fairlead.yaml:2: not valid YAML (bad indent)'],
    [{ argv: ['-config=/no/such.yaml'] }, '-config: /no/such.yaml: there is no such file'],
  ])('%j', (input, expected) => {
    expect(faultsOf(input)).toContain(expected)
  })

  test.each([
    'issuer.example',
    'ftp://i.example',
    'https://u:p@i.example',
    'https://i.example/?a',
    'https://i.example#',
    '/x',
    'https:i.example',
  ])('the issuer %j is refused', (issuer) => {
    const argv = ['-oidc-client-id=a', `-oidc-idp-issuer-url=${issuer}`]
    expect(faultsOf({ argv })).toEqual([
      expect.stringContaining(
        '-oidc-idp-issuer-url: expected an absolute https URL without query and fragment',
      ),
    ])
  })

  test('all of them are told at once', () => {
    const faults = faultsOf({
      argv: ['-prot=1', '-log-level=loud', '-oidc-client-id=a'],
      env: { FAIRLEAD_BASE_URL: 'x', FAIRLEAD_NO: '' },
      file: 'session-ttl: 0\nclusters:\n  - name: a',
    })
    expect(faults.map((fault) => fault.split(': ')[0])).toEqual([
      '-prot',
      'FAIRLEAD_NO',
      'fairlead.yaml:1',
      'FAIRLEAD_BASE_URL',
      '-log-level',
      '-oidc-idp-issuer-url',
      'fairlead.yaml:3',
    ])
  })

  test('the message of the error holds every line', () => {
    expect(() => read({ argv: ['-a', '-b'] })).toThrow('-a: no such flag\n-b: no such flag')
  })
})

describe("a secret's value stays out of every fault and warning", () => {
  const SECRET = 'Hunter2-Hunter2'
  const secretFile = () => write('secret', `${SECRET}\n${SECRET}`)

  test.each<[string, () => Input]>([
    ['as a flag', () => ({ argv: [`-oidc-client-secret=${SECRET}`] })],
    ['with a line end in it', () => ({ argv: [`-oidc-client-secret=a\n${SECRET}`] })],
    ['after a flag that has lost a letter', () => ({ argv: ['-oidc-client-secrt', SECRET] })],
    ['in a flag that has lost a letter', () => ({ argv: [`-oidc-client-secrt=${SECRET}`] })],
    ['alone', () => ({ argv: [SECRET] })],
    ['alone, with a dash', () => ({ argv: [`-${SECRET}!`] })],
    ['where a file was asked for', () => ({ argv: [`-oidc-client-secret-file=${SECRET}`] })],
    ['where a sealing key file was asked for', () => ({ env: { FAIRLEAD_SEALING_KEY_FILE: SECRET } })],
    ['as a sealing key that is too short', () => ({ env: { FAIRLEAD_SEALING_KEY: SECRET } })],
    ['as a flag for the sealing key', () => ({ argv: [`-sealing-key=${SECRET}`] })],
    ['in a secret file of two lines', () => ({ argv: [`-oidc-client-secret-file=${secretFile()}`] })],
    ['in a variable that does not exist', () => ({ env: { FAIRLEAD_OIDC_SECRET: SECRET } })],
    ['in a variable that Headlamp may know', () => ({ env: { HEADLAMP_CONFIG_SECRET: SECRET } })],
    ['in a file that does not parse', () => ({ file: `oidc-client-secret: "${SECRET}\nport: [` })],
    ['as an alias in the file', () => ({ file: `oidc-client-secret: *${SECRET}` })],
    ['as a list in the file', () => ({ file: `oidc-client-secret: [${SECRET}, ${SECRET}]` })],
    ['under a key that does not exist', () => ({ file: `oidc-client-secrt: ${SECRET}` })],
    ['in a file that is the secret', () => ({ argv: [`-config=${secretFile()}`] })],
    ['of a cluster', () => ({ file: `clusters: [{ oidc: { client-secret: ${SECRET} } }]` })],
    ['as a parameter of the sign-in', () => ({ argv: [`-oidc-extra-params=a=b,client_secret=${SECRET}`] })],
    ['as a parameter of the sign-in, alone', () => ({ argv: [`-oidc-extra-params=${SECRET}`] })],
    ['as the name of a parameter', () => ({ argv: [`-oidc-extra-params=${SECRET}-token=1`] })],
    ['in a URL', () => ({ argv: [`-oidc-idp-issuer-url=https://me:${SECRET}@issuer.example`] })],
    [
      'in a URL, not escaped',
      () => ({ argv: [`-oidc-idp-issuer-url=https://me:a/b@${SECRET}@issuer.example`] }),
    ],
    ["in a proxy's URL", () => ({ file: `clusters: [{ proxy-url: "ftp://me:${SECRET}@proxy" }]` })],
  ])('%s', (_, input) => {
    let told: readonly string[]
    try {
      told = read(input()).warnings
    } catch (error) {
      if (!(error instanceof SettingsFaults)) throw error
      told = [...error.faults, String(error.stack)]
    }
    expect(told.length).toBeGreaterThan(0)
    expect(told.join('\n')).not.toContain(SECRET)
  })
})

describe('secrets', () => {
  test('of the client may come from a file, with or without a line end', () => {
    const secret = write('secret', 'top secret \n')
    const argv = [...CLIENT, `-oidc-client-secret-file=${secret}`]
    expect(read({ argv })).toMatchObject({
      settings: { oidc: { clientSecret: 'top secret ' } },
      warnings: [],
    })
  })

  test('as a flag work, with a warning', () => {
    const { settings, warnings } = read({ argv: [...CLIENT, '-oidc-client-secret=a'] })
    expect(settings.oidc?.clientSecret).toBe('a')
    expect(warnings).toEqual([expect.stringContaining('process lists show this secret')])
  })

  test('as a variable give no warning', () => {
    expect(read({ argv: CLIENT, env: { FAIRLEAD_OIDC_CLIENT_SECRET: 'a' } }).warnings).toEqual([])
  })

  test('given twice are a fault', () => {
    const secret = write('secret', 's')
    const argv = [...CLIENT, `-oidc-client-secret-file=${secret}`]
    expect(faultsOf({ argv, env: { FAIRLEAD_OIDC_CLIENT_SECRET: 'a' } })).toEqual([
      '-oidc-client-secret: given beside -oidc-client-secret-file; expected one of them',
    ])
  })

  test('a file that cannot be read is not named, in case somebody put the secret there', () => {
    const faults = faultsOf({ argv: [...CLIENT, '-oidc-client-secret-file=/nope'] })
    expect(faults).toEqual([
      '-oidc-client-secret-file: expected the path of a file that holds the secret (there is no such file); the value is not shown, in case it is the secret itself',
    ])
  })

  const bytes = (value: number) => Buffer.alloc(32, value)

  test('sealing keys are read from a file: hex, base64, base64url, comments, empty lines', () => {
    const lines = [
      `${bytes(1).toString('hex')} # new`,
      '',
      `# old`,
      bytes(2).toString('base64'),
      bytes(251).toString('base64url'),
    ]
    const { session } = settingsOf({ argv: [`-sealing-key-file=${write('keys', lines.join('\n'))}`] })
    expect(session.sealingKeys.map((key) => [...key])).toEqual(
      [bytes(1), bytes(2), bytes(251)].map((key) => [...key]),
    )
  })

  test('sealing keys are read from the variable', () => {
    const FAIRLEAD_SEALING_KEY = `${bytes(1).toString('hex')} ${bytes(2).toString('base64')}`
    expect(settingsOf({ env: { FAIRLEAD_SEALING_KEY } }).session.sealingKeys).toHaveLength(2)
  })

  test.each(['', '# none', 'abc', bytes(1).toString('hex').slice(2), `${bytes(1).toString('hex')} ü`])(
    'the sealing keys %j are refused',
    (content) => {
      expect(faultsOf({ argv: [`-sealing-key-file=${write('keys', content)}`] })).toEqual([
        expect.stringContaining(
          '-sealing-key-file: expected the path of a file with keys of 32 bytes or more',
        ),
      ])
    },
  )
})

describe('variables that are not settings', () => {
  test('Kubernetes makes some for a Service named fairlead: they are left alone', () => {
    const env = {
      FAIRLEAD_PORT: 'tcp://10.0.0.1:80',
      FAIRLEAD_SERVICE_HOST: '10.0.0.1',
      FAIRLEAD_SERVICE_PORT: '80',
      FAIRLEAD_SERVICE_PORT_HTTP: '80',
      FAIRLEAD_PORT_80_TCP: 'tcp://10.0.0.1:80',
      FAIRLEAD_PORT_80_TCP_PROTO: 'tcp',
      FAIRLEAD_PORT_80_TCP_PORT: '80',
      FAIRLEAD_PORT_80_TCP_ADDR: '10.0.0.1',
      FAIRLEAD_METRICS_PORT: 'tcp://10.0.0.2:80',
    }
    expect(read({ env })).toMatchObject({ settings: { listen: { port: 4466 } }, warnings: [] })
  })

  test('what only Headlamp knows is told and ignored', () => {
    expect(read({ env: { HEADLAMP_CONFIG_FOO: 'y' } }).warnings).toEqual([
      'HEADLAMP_CONFIG_FOO: ignored; Fairlead has no such setting',
    ])
  })

  test('what we share not with Headlamp is not read from its variables', () => {
    const { settings, warnings } = read({ env: { HEADLAMP_CONFIG_PUBLIC_URL: 'https://a.example' } })
    expect(settings.listen).not.toHaveProperty('publicOrigin')
    expect(warnings).toHaveLength(1)
  })
})

describe('what is allowed but unwise gets a warning', () => {
  test.each<[readonly string[], readonly string[]]>([
    [['-oidc-client-id=a', '-oidc-idp-issuer-url=http://issuer.example'], ['-oidc-idp-issuer-url']],
    [['-oidc-client-id=a', '-oidc-idp-issuer-url=http://localhost:5556'], []],
    [['-oidc-client-id=a', '-oidc-idp-issuer-url=http://127.0.0.1:5556'], []],
    [['-oidc-client-id=a', '-oidc-idp-issuer-url=http://[::1]:5556'], []],
    [['-oidc-client-id=a', '-oidc-idp-issuer-url=http://127.0.0.1.evil.example'], ['-oidc-idp-issuer-url']],
    [['-public-url=http://fairlead.example'], ['-public-url']],
    [['-public-url=http://localhost:4466'], []],
    [['-trusted-proxies=0.0.0.0/0,::/0'], ['-trusted-proxies', '-trusted-proxies']],
    [['-trusted-proxies=10.0.0.0/8'], []],
    [['-insecure-ssl'], ['-insecure-ssl']],
    [['-oidc-skip-tls-verify'], ['-oidc-skip-tls-verify']],
    [['-oidc-use-pkce=false'], ['-oidc-use-pkce']],
  ])('%j', (argv, sources) => {
    expect(read({ argv }).warnings.map((warning) => warning.split(': ')[0])).toEqual(sources)
  })
})
