import { readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TEST_CERTIFICATE, TEST_PRIVATE_KEY } from '../settings/certificate-fixture.ts'
import type { ClusterRegistry } from './cluster.ts'
import { CLIENT, createWorkshop, kubeconfigOf, named } from './registry-fixture.ts'

let workshop: ReturnType<typeof createWorkshop>

beforeEach(() => {
  workshop = createWorkshop()
})
afterEach(() => workshop.remove())

const namesOf = (registry: ClusterRegistry) => registry.list().map(({ name }) => name)

function serverOf(registry: ClusterRegistry, name: string): string | undefined {
  const cluster = registry.find(named(name))
  return cluster?.status === 'ready' ? cluster.server.href : undefined
}

/** Opens the registry on one kubeconfig text, with the global client. */
function openOn(kubeconfig: string, argv: readonly string[] = CLIENT) {
  return workshop.open([`-kubeconfig=${workshop.write('config', kubeconfig)}`, ...argv])
}

describe('a kubeconfig', () => {
  test('gives a cluster for each context, in its order, with the global OIDC client', () => {
    const registry = openOn(kubeconfigOf('b', 'a'))
    expect(namesOf(registry)).toEqual(['b', 'a'])
    expect(registry.find(named('a'))).toEqual({
      status: 'ready',
      name: 'a',
      server: new URL('https://host-1.example'),
      tls: { insecureSkipVerify: false },
      oidc: registry.oidcClients()[0],
      source: join(workshop.folder, 'config'),
    })
    expect(registry.oidcClients()).toEqual([
      {
        key: expect.stringMatching(/^[\w-]{22}$/) as string,
        issuer: 'https://issuer.example',
        clientId: 'fairlead',
        scopes: ['openid', 'profile', 'email'],
        useAccessToken: false,
        authorizationParameters: {},
        tls: { insecureSkipVerify: false },
      },
    ])
  })

  test('may hold CA file, CA data, server name, proxy and a path', () => {
    workshop.write('pki/ca.crt', `${TEST_PRIVATE_KEY}${TEST_CERTIFICATE}`)
    const registry = openOn(`
clusters:
- name: file
  cluster: { server: 'https://a.example/k8s/clusters/c-1/', certificate-authority: pki/ca.crt, tls-server-name: kubernetes }
- name: data
  cluster: { server: 'https://b.example:6443', certificate-authority: no.crt, certificate-authority-data: ${Buffer.from(TEST_CERTIFICATE).toString('base64')}, proxy-url: 'http://proxy:3128' }
- name: insecure
  cluster: { server: 'https://c.example', insecure-skip-tls-verify: true }
contexts:
- { name: file, context: { cluster: file } }
- { name: data, context: { cluster: data } }
- { name: insecure, context: { cluster: insecure } }
`)
    expect(registry.list()).toMatchObject([
      {
        server: new URL('https://a.example/k8s/clusters/c-1'),
        tls: { ca: TEST_CERTIFICATE, serverName: 'kubernetes', insecureSkipVerify: false },
      },
      { tls: { ca: TEST_CERTIFICATE }, proxyUrl: new URL('http://proxy:3128') },
      { tls: { insecureSkipVerify: true } },
    ])
  })

  test.each([
    'prod',
    'arn:aws:eks:eu-west-1:123456789012:cluster/prod',
    'kubernetes-admin@kind',
    'a b',
    '..',
    '__proto__',
    'constructor',
    '日本語 🚢',
    'x'.repeat(253),
  ])('may name its context %s', (name) => {
    const registry = openOn(kubeconfigOf(name))
    expect(registry.find(named(name))).toMatchObject({ status: 'ready', name })
  })

  test('with two contexts of one name uses the first, and the log says so', () => {
    const registry = openOn(`
clusters: [{ name: a, cluster: { server: 'https://a' } }, { name: b, cluster: { server: 'https://b' } }]
contexts: [{ name: x, context: { cluster: a } }, { name: x, context: { cluster: b } }]`)
    expect(serverOf(registry, 'x')).toBe('https://a/')
    const told = workshop.logged.filter((line) => line.includes('the first one is used'))
    expect(told).toEqual([expect.stringContaining('"context":"x"')])
  })

  test('leaves out the contexts that are to be skipped', () => {
    expect(namesOf(openOn(kubeconfigOf('a', 'b', 'c'), [...CLIENT, '-skipped-kube-contexts=a,c']))).toEqual([
      'b',
    ])
  })

  test.each(['', 'apiVersion: v1', '{ clusters: null, contexts: null, users: null }'])(
    'may be as empty as %j',
    (text) => {
      expect(openOn(text).list()).toEqual([])
    },
  )

  test('with unknown keys and other users works', () => {
    const registry = openOn(`
apiVersion: v1
preferences: { colors: true }
current-context: a
extensions: [{ name: x }]
clusters: [{ name: a, cluster: { server: 'https://a', disable-compression: true, extensions: [] } }]
contexts: [{ name: a, context: { cluster: a, user: gke, namespace: b } }]
users: [{ name: gke, user: { exec: { command: gke-gcloud-auth-plugin, apiVersion: v1beta1, provideClusterInfo: true } } }]
`)
    expect(registry.find(named('a'))).toMatchObject({ status: 'ready', oidc: { clientId: 'fairlead' } })
  })

  test('trusts any certificate with -insecure-ssl, and its CA then counts no more', () => {
    const kubeconfig = `
clusters: [{ name: a, cluster: { server: 'https://a', certificate-authority: no.crt } }]
contexts: [{ name: a, context: { cluster: a } }]`
    expect(openOn(kubeconfig, [...CLIENT, '-insecure-ssl']).list()).toMatchObject([
      { status: 'ready', tls: { insecureSkipVerify: true } },
    ])
  })
})

describe('several kubeconfigs', () => {
  test('are merged: the first to define a name wins, the whole entry', () => {
    const first = workshop.write('1/config', kubeconfigOf('shared', 'first'))
    const second = workshop.write(
      '2/config',
      `
clusters:
- { name: shared, cluster: { server: 'https://second.example' } }
- { name: elsewhere, cluster: { server: 'https://elsewhere.example', certificate-authority: ca.crt } }
contexts:
- { name: shared, context: { cluster: elsewhere } }
- { name: second, context: { cluster: shared } }
- { name: third, context: { cluster: elsewhere } }`,
    )
    workshop.write('2/ca.crt', TEST_CERTIFICATE)
    const registry = workshop.open([`-kubeconfig=${first}${delimiter}${second}`, ...CLIENT])
    expect(registry.list().map(({ name, source }) => [name, serverOf(registry, name), source])).toEqual([
      ['shared', 'https://host-0.example/', first],
      ['first', 'https://host-1.example/', first],
      ['second', 'https://host-0.example/', second],
      ['third', 'https://elsewhere.example/', second],
    ])
  })

  test('of $KUBECONFIG may be missing', () => {
    const there = workshop.write('there', kubeconfigOf('a'))
    const env = { KUBECONFIG: ['/no/such/file', there].join(delimiter) }
    expect(namesOf(workshop.open(CLIENT, {}, env))).toEqual(['a'])
  })

  test('named by the operator may not be missing', () => {
    const path = workshop.write('config', '')
    const settings = workshop.settings([`-kubeconfig=${path}`])
    rmSync(path)
    expect(() => workshop.openWith(settings)).toThrow(`-kubeconfig: there is no file "${path}"`)
  })

  test('are none where there is no ~/.kube/config, and the log says what to do', () => {
    expect(workshop.open(CLIENT).list()).toEqual([])
    expect(workshop.logged.join('')).toContain('give -kubeconfig, -in-cluster or -config')
  })

  test('may be ~/.kube/config', () => {
    workshop.write('.kube/config', kubeconfigOf('a'))
    expect(namesOf(workshop.open(CLIENT))).toEqual(['a'])
  })
})

describe('a broken context is listed with its reason, and the others work', () => {
  const CA = 'certificate-authority'
  test.each<[string, string, string]>([
    [
      'an unknown cluster',
      '',
      'The context names the cluster "broken", which the kubeconfig does not define.',
    ],
    ['no server', '{}', 'The server is missing.'],
    [
      'a server without scheme',
      '{ server: "10.0.0.1:6443" }',
      'The server is not an absolute http or https URL',
    ],
    ['credentials in its server', '{ server: "https://u:Hunter2@a" }', 'The server is not an absolute'],
    [
      'a server of another type',
      '{ server: 6443 }',
      `cluster "broken" is not as expected: server: Invalid input`,
    ],
    ['a missing CA', `{ server: "https://a", ${CA}: /pki/no.crt }`, `${CA} "no.crt": there is no such file`],
    ['a folder as CA', `{ server: "https://a", ${CA}: "." }`, `it is a folder`],
    [
      'a CA that is no PEM',
      `{ server: "https://a", ${CA}: config }`,
      `${CA} "config": it holds no PEM certificate`,
    ],
    [
      'CA data that is no PEM',
      `{ server: "https://a", ${CA}-data: SHVudGVyMg== }`,
      `${CA}-data: it holds no PEM certificate`,
    ],
    [
      'CA data that is damaged',
      `{ server: "https://a", ${CA}-data: ${Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----').toString('base64')} }`,
      `${CA}-data: its certificate 1 cannot be read`,
    ],
    [
      'a SOCKS proxy',
      '{ server: "https://a", proxy-url: "socks5://p" }',
      'The proxy-url is not an http or https URL.',
    ],
    [
      'a CA and no verification',
      `{ server: "https://a", ${CA}: config, insecure-skip-tls-verify: true }`,
      'It has both a certificate authority and insecure-skip-tls-verify',
    ],
  ])('with %s', (_, cluster, message) => {
    const registry = openOn(`
clusters:
- { name: fine, cluster: { server: 'https://fine.example' } }
${cluster === '' ? '' : `- { name: broken, cluster: ${cluster} }`}
contexts:
- { name: broken, context: { cluster: broken } }
- { name: fine, context: { cluster: fine } }`)
    expect(registry.list()).toMatchObject([
      { status: 'broken', name: 'broken', reason: { code: 'KUBECONFIG_INVALID' } },
      { status: 'ready', name: 'fine' },
    ])
    const [broken] = registry.list()
    const reason = broken?.status === 'broken' ? broken.reason : undefined
    expect(reason?.message).toContain(message)
    expect(reason?.remedy).toBeTruthy()
    expect(JSON.stringify(reason) + workshop.logged.join('')).not.toContain('Hunter2')
    expect(JSON.stringify(reason)).not.toContain(workshop.folder)
    expect(workshop.logged.join('')).toContain(JSON.stringify(reason?.message).slice(1, -1))
  })

  test.each<[string, string]>([
    ['too long', 'x'.repeat(254)],
    ['empty', ''],
  ])('with a name that is %s', (_, name) => {
    const registry = openOn(kubeconfigOf('fine', name))
    expect(registry.list()).toMatchObject([
      { status: 'ready', name: 'fine' },
      { status: 'broken', reason: { code: 'KUBECONFIG_INVALID' } },
    ])
  })

  test('with no OIDC client at all, where tokens may not be pasted', () => {
    expect(openOn(kubeconfigOf('a'), ['-token-sign-in=false']).list()).toEqual([
      {
        status: 'broken',
        name: 'a',
        reason: {
          code: 'OIDC_NOT_CONFIGURED',
          message: 'Nothing says at which issuer one signs in to this cluster.',
          remedy: expect.stringContaining('-oidc-client-id') as string,
        },
        source: join(workshop.folder, 'config'),
      },
    ])
    expect(workshop.logged.join('')).toContain(
      'no cluster can be signed in to; give -oidc-client-id and -oidc-idp-issuer-url',
    )
    expect(workshop.logged.join('')).not.toContain('give -kubeconfig')
  })

  test('with a context of another type', () => {
    const registry = openOn(`
clusters: [{ name: a, cluster: { server: 'https://a' } }]
contexts: [{ name: b, context: [] }, { name: c, context: null }, { context: {} }, 7, { name: a, context: { cluster: a } }]`)
    expect(registry.list().map(({ name, status }) => [name, status])).toEqual([
      ['b', 'broken'],
      ['c', 'broken'],
      ['a', 'ready'],
    ])
  })
})

describe('a kubeconfig file that cannot be used', () => {
  test.each<[string, string]>([
    ['clusters: [', 'line 1: not valid YAML'],
    ['- a', 'the file: Invalid input'],
    ['Hunter2', 'the file: Invalid input'],
    ['clusters: { a: b }', 'clusters: Invalid input'],
    ['a: *Hunter2', 'line 1: an alias without its anchor'],
  ])('is listed beside the clusters of others: %j', (text, problem) => {
    const bad = workshop.write('bad', text)
    const good = workshop.write('good', kubeconfigOf('a'))
    const registry = workshop.open([`-kubeconfig=${bad}${delimiter}${good}`, ...CLIENT])
    expect(registry.list()).toMatchObject([
      { status: 'ready', name: 'a' },
      { status: 'broken', name: 'kubeconfig bad', source: bad, reason: { code: 'KUBECONFIG_INVALID' } },
    ])
    const told = JSON.stringify(registry.list()) + workshop.logged.join('')
    expect(told).toContain(problem)
    expect(told).not.toContain('Hunter2')
  })

  test('is read again once it is corrected', () => {
    const registry = openOn('clusters: [')
    workshop.write('config', kubeconfigOf('a'))
    workshop.pass(1000)
    expect(namesOf(registry)).toEqual(['a'])
  })
})

describe('a changed kubeconfig', () => {
  test('is picked up after a second', () => {
    const registry = openOn(kubeconfigOf('a'))
    workshop.write('config', kubeconfigOf('a', 'b'))
    workshop.pass(999)
    expect(namesOf(registry)).toEqual(['a'])
    workshop.pass(1)
    expect(namesOf(registry)).toEqual(['a', 'b'])
    expect(registry.find(named('b'))?.status).toBe('ready')
  })

  test('is picked up by find and by the OIDC clients as well', () => {
    const registry = openOn(kubeconfigOf('a'))
    workshop.write('config', kubeconfigOf('b'))
    workshop.pass(1000)
    expect(registry.find(named('a'))).toBeUndefined()
    workshop.write('config', 'contexts: []')
    workshop.pass(1000)
    expect(registry.oidcClients()).toEqual([])
  })

  test('is not read again while it stays as it is', () => {
    const registry = openOn(kubeconfigOf('a'))
    const before = registry.find(named('a'))
    workshop.pass(5000)
    expect(registry.find(named('a'))).toBe(before)
  })

  test.each(['clusters: [', '', '  \n', '[]'])('half-written as %j leaves the last good state', (text) => {
    const registry = openOn(kubeconfigOf('a'))
    workshop.write('config', text)
    workshop.pass(1000)
    expect(registry.find(named('a'))?.status).toBe('ready')
    expect(workshop.logged.join('')).toContain('its last good state stays')
    workshop.write('config', kubeconfigOf('b'))
    workshop.pass(1000)
    expect(namesOf(registry)).toEqual(['b'])
  })

  test('of the same size and replaced by renaming is picked up', () => {
    const registry = openOn(kubeconfigOf('a'))
    const other = workshop.write('other', kubeconfigOf('b'))
    renameSync(other, join(workshop.folder, 'config'))
    workshop.pass(1000)
    expect(namesOf(registry)).toEqual(['b'])
  })

  test('in a ConfigMap, swapped by its links as the kubelet does, is picked up', () => {
    workshop.write('..1/config', kubeconfigOf('a'))
    workshop.write('..2/config', kubeconfigOf('b'))
    const at = (name: string) => join(workshop.folder, name)
    symlinkSync('..1', at('..data'))
    symlinkSync('..data/config', at('config'))
    const registry = workshop.open([`-kubeconfig=${at('config')}`, ...CLIENT])
    symlinkSync('..2', at('..data_tmp'))
    renameSync(at('..data_tmp'), at('..data'))
    workshop.pass(1000)
    expect(namesOf(registry)).toEqual(['b'])
  })

  test('that is gone for less than ten seconds, as while it is replaced, keeps its clusters', () => {
    const registry = openOn(kubeconfigOf('a'))
    rmSync(join(workshop.folder, 'config'))
    workshop.pass(1000)
    expect(namesOf(registry)).toEqual(['a'])
    workshop.pass(9999)
    expect(registry.findOidcClient(registry.oidcClients()[0]?.key ?? '')).toBeDefined()
    expect(workshop.logged.filter((line) => line.includes('kubeconfig is gone'))).toHaveLength(1)
    workshop.write('config', kubeconfigOf('b'))
    workshop.pass(1000)
    expect(namesOf(registry)).toEqual(['b'])
    rmSync(join(workshop.folder, 'config'))
    workshop.pass(1000)
    expect(namesOf(registry)).toEqual(['b'])
  })

  test('that stays gone takes its clusters along, and may come back', () => {
    const registry = openOn(kubeconfigOf('a'))
    rmSync(join(workshop.folder, 'config'))
    workshop.pass(1000)
    expect(namesOf(registry)).toEqual(['a'])
    workshop.pass(10_000)
    expect(registry.list()).toEqual([])
    expect(registry.oidcClients()).toEqual([])
    workshop.write('config', kubeconfigOf('a'))
    workshop.pass(1000)
    expect(namesOf(registry)).toEqual(['a'])
  })

  test('may appear later where there was none', () => {
    const registry = workshop.open(CLIENT)
    workshop.write('.kube/config', kubeconfigOf('a'))
    workshop.pass(1000)
    expect(namesOf(registry)).toEqual(['a'])
  })

  test('may also be a changed CA that it names', () => {
    workshop.write('ca.crt', 'not yet')
    const registry = openOn(`
clusters: [{ name: a, cluster: { server: 'https://a', certificate-authority: ca.crt } }]
contexts: [{ name: a, context: { cluster: a } }]`)
    expect(registry.find(named('a'))?.status).toBe('broken')
    workshop.write('ca.crt', TEST_CERTIFICATE)
    workshop.pass(1000)
    expect(registry.find(named('a'))).toMatchObject({ status: 'ready', tls: { ca: TEST_CERTIFICATE } })
  })
})

describe('in a pod', () => {
  const POD = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' }
  const IN_CLUSTER = ['-in-cluster', ...CLIENT]
  const openInPod = (env: object, argv: readonly string[] = IN_CLUSTER) =>
    workshop.open(argv, { env: { ...env }, serviceAccountFolder: join(workshop.folder, 'account') })

  test('the cluster is called main and is reached at the address that Kubernetes gives', () => {
    workshop.write('account/ca.crt', TEST_CERTIFICATE)
    workshop.write('account/token', 'Hunter2')
    const registry = openInPod(POD)
    expect(registry.list()).toMatchObject([
      {
        status: 'ready',
        name: 'main',
        server: new URL('https://10.96.0.1'),
        tls: { ca: TEST_CERTIFICATE, insecureSkipVerify: false },
        source: 'in-cluster',
      },
    ])
    expect(allTextIn(registry)).not.toContain('Hunter2')
  })

  test('it may have another name, and an IPv6 address', () => {
    workshop.write('account/ca.crt', TEST_CERTIFICATE)
    const env = { ...POD, KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' }
    const registry = openInPod(env, [...IN_CLUSTER, '-in-cluster-context-name=here'])
    expect(serverOf(registry, 'here')).toBe('https://[fd00::1]:6443/')
  })

  test('a new CA is picked up', () => {
    const registry = openInPod(POD)
    expect(registry.find(named('main'))).toMatchObject({
      status: 'broken',
      reason: { message: 'the service account "ca.crt": there is no such file' },
    })
    workshop.write('account/ca.crt', TEST_CERTIFICATE)
    workshop.pass(1000)
    expect(registry.find(named('main'))?.status).toBe('ready')
  })

  test('outside of a pod the cluster is listed as broken', () => {
    expect(openInPod({}).list()).toMatchObject([{ status: 'broken', reason: { code: 'SETTINGS_INVALID' } }])
  })
})

describe('the settings file', () => {
  test('gives clusters that win over those of a kubeconfig with the same name', () => {
    const file = workshop.write(
      'fairlead.yaml',
      `
kubeconfig: config
oidc-client-id: fairlead
oidc-idp-issuer-url: https://issuer.example
clusters:
- name: a
  server: https://file.example/
  tls-server-name: kubernetes
  proxy-url: http://proxy:3128
- name: own
  server: https://own.example
  oidc: { client-id: own, client-secret: hush, idp-issuer-url: 'https://own-issuer.example', validator-client-id: kubernetes }`,
    )
    workshop.write('config', kubeconfigOf('a', 'b'))
    const registry = workshop.open([`-config=${file}`])
    expect(namesOf(registry)).toEqual(['a', 'own', 'b'])
    expect(registry.find(named('a'))).toMatchObject({
      server: new URL('https://file.example'),
      tls: { serverName: 'kubernetes' },
      proxyUrl: new URL('http://proxy:3128'),
      source: 'the settings file',
    })
    const own = registry.oidcClients().find(({ clientId }) => clientId === 'own')
    expect(own).toMatchObject({ clientSecret: 'hush', expectedAudience: 'kubernetes' })
    expect(registry.findOidcClient(own?.key ?? '')).toBe(own)
    expect(workshop.logged.join('')).toContain('two clusters share a name')
  })

  test('may give a cluster without any OIDC client: it is broken where tokens may not be pasted', () => {
    const file = workshop.write('fairlead.yaml', "clusters: [{ name: a, server: 'https://a' }]")
    expect(workshop.open([`-config=${file}`, '-token-sign-in=false']).list()).toMatchObject([
      { status: 'broken', reason: { code: 'OIDC_NOT_CONFIGURED' } },
    ])
  })
})

describe('a cluster without an OIDC client', () => {
  const token = "{ name: token, server: 'https://token.example' }"
  const oidc =
    "{ name: oidc, server: 'https://oidc.example', oidc: { client-id: c, idp-issuer-url: 'https://i.example' } }"
  const openFile = (...clusters: readonly string[]) =>
    workshop.open([`-config=${workshop.write('fairlead.yaml', `clusters: [${clusters.join(', ')}]`)}`])
  const toldOf = (level: string) =>
    workshop.logged.filter((line) => line.includes(`"level":${level}`) && line.includes('pasted token'))

  test('is ready: one signs in with a pasted token', () => {
    expect(openFile(token).list()).toEqual([
      {
        status: 'ready',
        name: 'token',
        server: new URL('https://token.example'),
        tls: { insecureSkipVerify: false },
        source: 'the settings file',
      },
    ])
  })

  test('is ready as well in a kubeconfig and in a pod', () => {
    const folder = join(workshop.write('account/ca.crt', TEST_CERTIFICATE), '..')
    const config = workshop.write('config', kubeconfigOf('a'))
    const env = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' }
    const argv = [`-kubeconfig=${config}`, '-in-cluster']
    const all = workshop.open(argv, { env, serviceAccountFolder: folder }).list()
    expect(all.map(({ name, status }) => [name, status])).toEqual([
      ['main', 'ready'],
      ['a', 'ready'],
    ])
    for (const cluster of all) expect(cluster).not.toHaveProperty('oidc')
  })

  test('stays apart from those that have one', () => {
    const registry = openFile(token, oidc)
    expect(registry.oidcClients()).toHaveLength(1)
    expect(registry.find(named('token'))).not.toHaveProperty('oidc')
    expect(registry.find(named('oidc'))).toMatchObject({ oidc: { clientId: 'c' } })
    expect(toldOf('30')).toEqual([expect.stringContaining('"clusters":["token"]')])
  })

  test('is told as a warning when no cluster has one, since that is often forgotten', () => {
    openFile(token)
    expect(toldOf('40')).toEqual([
      expect.stringContaining(
        'no OIDC client, so one signs in with a pasted token; give -oidc-client-id and -oidc-idp-issuer-url',
      ),
    ])
  })

  test('that has half of one is broken all the same', () => {
    const registry = openOn(
      `
clusters: [{ name: a, cluster: { server: 'https://a' } }]
contexts: [{ name: a, context: { cluster: a, user: u } }]
users: [{ name: u, user: { auth-provider: { name: oidc, config: { client-id: a } } } }]`,
      [],
    )
    expect(registry.find(named('a'))).toMatchObject({
      status: 'broken',
      reason: { code: 'KUBECONFIG_INVALID' },
    })
  })
})

describe('OIDC clients', () => {
  const twoClusters = (first: string, second: string) =>
    workshop.open([
      `-config=${workshop.write(
        'fairlead.yaml',
        `clusters:
- { name: a, server: 'https://a', oidc: { client-id: c, idp-issuer-url: 'https://i.example', ${first} } }
- { name: b, server: 'https://b', oidc: { client-id: c, idp-issuer-url: 'https://i.example', ${second} } }`,
      )}`,
    ])
  const oidcOf = (registry: ClusterRegistry, name: string) => {
    const cluster = registry.find(named(name))
    return cluster?.status === 'ready' ? cluster.oidc : undefined
  }

  test('that are the same are one object', () => {
    const registry = twoClusters('scopes: [b, a]', 'scopes: [a, b]')
    expect(registry.oidcClients()).toHaveLength(1)
    expect(oidcOf(registry, 'a')).toBe(oidcOf(registry, 'b'))
    expect(workshop.logged.join('')).not.toContain('differing')
  })

  test('with other scopes are others', () => {
    expect(twoClusters('scopes: a', 'scopes: b').oidcClients()).toHaveLength(2)
  })

  test('with other parameters of the sign-in are others', () => {
    const registry = twoClusters('acr-values: mfa', 'acr-values: password')
    expect(registry.oidcClients().map(({ authorizationParameters }) => authorizationParameters)).toEqual([
      { acr_values: 'mfa' },
      { acr_values: 'password' },
    ])
  })

  test('that differ in the secret alone are told, without the secret', () => {
    const registry = twoClusters('client-secret: Hunter2', 'client-secret: Hunter3')
    expect(oidcOf(registry, 'b')?.clientSecret).toBe('Hunter2')
    expect(workshop.logged.join('')).toContain('"differing":["clientSecret"]')
    expect(workshop.logged.join('')).not.toMatch(/Hunter\d/)
  })

  test('of broken clusters are left out', () => {
    const registry = openOn(`
contexts: [{ name: a, context: { cluster: a, user: u } }]
users: [{ name: u, user: { auth-provider: { name: oidc, config: { client-id: a, idp-issuer-url: 'https://i.example' } } } }]`)
    expect(registry.oidcClients()).toEqual([])
  })
})

/** Every string that can be reached from a registry's answers. */
function allTextIn(registry: ClusterRegistry): string {
  const seen = new Set<unknown>()
  const found: string[] = []
  const visit = (value: unknown) => {
    if (typeof value === 'string') found.push(value)
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (value instanceof URL) found.push(value.href)
    for (const key of Reflect.ownKeys(value)) visit(Reflect.get(value, key))
  }
  visit([registry.list(), registry.oidcClients()])
  return found.join('\n')
}

test("a kubeconfig's own credentials are nowhere in what the registry hands out", () => {
  const secrets = ['Hunter-cert', 'Hunter-key', 'Hunter-token', 'Hunter-name', 'Hunter-pass', 'Hunter-env']
  const cached = ['Hunter-id-token', 'Hunter-refresh', 'Hunter-arg', 'Hunter-other']
  const registry = openOn(`
clusters: [{ name: a, cluster: { server: 'https://a.example' } }]
contexts:
- { name: certificate, context: { cluster: a, user: certificate } }
- { name: token, context: { cluster: a, user: token } }
- { name: exec, context: { cluster: a, user: exec } }
- { name: provider, context: { cluster: a, user: provider } }
- { name: other, context: { cluster: a, user: other } }
users:
- { name: certificate, user: { client-certificate-data: Hunter-cert, client-key-data: Hunter-key } }
- { name: token, user: { token: Hunter-token, username: Hunter-name, password: Hunter-pass } }
- name: exec
  user:
    exec:
      command: kubelogin
      args: [get-token, '--oidc-issuer-url=https://i.example', '--oidc-client-id=exec', '--password=Hunter-arg']
      env: [{ name: SECRET, value: Hunter-env }]
- name: provider
  user:
    auth-provider:
      name: oidc
      config:
        client-id: provider
        idp-issuer-url: https://i.example
        id-token: Hunter-id-token
        refresh-token: Hunter-refresh
- { name: other, user: { auth-provider: { name: gcp, config: { access-token: Hunter-other } } } }
`)
  expect(registry.list().map(({ status }) => status)).toEqual(Array(5).fill('ready'))
  expect(registry.oidcClients().map(({ clientId }) => clientId)).toEqual(['fairlead', 'exec', 'provider'])
  const told = allTextIn(registry) + workshop.logged.join('')
  const file = readFileSync(join(workshop.folder, 'config'), 'utf8')
  for (const secret of [...secrets, ...cached]) {
    expect(file).toContain(secret)
    expect(told).not.toContain(secret)
  }
})
