import { access, readFile, stat } from 'node:fs/promises'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { beginCodeFlow, createVisitor, requestTokens } from './issuer/visitor.ts'
import { startDemo, type Demo } from './start-demo.ts'

const REDIRECT_URI = 'http://localhost:4466/fairlead/oidc-callback'

interface SettingsFile {
  'log-level'?: string
  clusters: { name: string; server: string; oidc?: Record<string, string> }[]
}

let demo: Demo
let settings: SettingsFile

beforeAll(async () => {
  demo = await startDemo({
    redirectUris: [REDIRECT_URI],
    issuerPort: 0,
    clusterPorts: [0, 0, 0],
    changes: false,
  })
  settings = parse(await readFile(demo.configPath, 'utf8')) as SettingsFile
})
afterAll(() => demo.stop())

async function idTokenOf(account: string): Promise<string> {
  const client = { client_id: 'fairlead-demo', redirect_uri: REDIRECT_URI }
  const visitor = createVisitor(demo.issuerUrl)
  const flow = beginCodeFlow(demo.issuerUrl, client)
  const consent = await visitor.post(await visitor.get(flow.url), 'login', { account })
  const back = await visitor.post(consent, 'consent', { decision: 'allow' })
  const code = back.location?.searchParams.get('code') ?? ''
  const grant = { grant_type: 'authorization_code', code, code_verifier: flow.codeVerifier }
  return String((await requestTokens(demo.issuerUrl, { ...client, ...grant }))['id_token'])
}

function ask(cluster: number, path: string, token: string) {
  return fetch(`${demo.clusters[cluster]?.url ?? ''}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  })
}

describe('the settings file', () => {
  test('names three clusters; two share a public client, one has a secret', () => {
    const clients = settings.clusters.map(({ oidc }) => oidc?.['client-id'])
    expect(clients).toEqual(['fairlead-demo', 'fairlead-demo', 'fairlead-edge'])
    const secrets = settings.clusters.map(({ oidc }) => oidc?.['client-secret'])
    expect(secrets).toEqual([undefined, undefined, expect.stringMatching(/^[\w-]{32}$/)])
    expect(demo.secrets()).toContain(secrets[2])
    expect(settings.clusters.map(({ server }) => server)).toEqual(demo.clusters.map(({ url }) => url))
  })

  test('can be read by this user only', async () => {
    expect((await stat(demo.configPath)).mode & 0o777).toBe(0o600)
    expect((await stat(dirname(demo.configPath))).mode & 0o777).toBe(0o700)
  })
})

describe('a token from the demo’s own sign-in', () => {
  test.each([
    ['ada', [200, 200]],
    ['tomas', [403, 200]],
    ['noor', [401, 401]],
    ['kim', [403, 403]],
  ])('%s gets all pods, and those of a namespace, with %j', async (account, expected) => {
    const token = await idTokenOf(account)
    const paths = ['/api/v1/pods?limit=1', '/api/v1/namespaces/tracking/pods?limit=1']
    for (const cluster of [0, 1]) {
      const statuses = await Promise.all(paths.map(async (path) => (await ask(cluster, path, token)).status))
      expect(statuses).toEqual(expected)
    }
  })

  test('is refused by the cluster that has another client', async () => {
    expect((await ask(2, '/version', await idTokenOf('ada'))).status).toBe(401)
  })
})

test('a port that is taken is replaced, and everything ends with stop', async () => {
  const occupant = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => occupant.once('listening', resolve))
  const { port } = occupant.address() as AddressInfo
  const second = await startDemo({
    redirectUris: [REDIRECT_URI],
    issuerPort: port,
    clusterPorts: [port, 0, 0],
  })
  expect([second.issuerUrl, second.clusters[0]?.url]).not.toContain(`http://127.0.0.1:${port}`)
  await second.stop()
  occupant.close()
  await expect(access(dirname(second.configPath))).rejects.toThrow()
  await expect(fetch(second.issuerUrl)).rejects.toThrow()
})

describe('more clusters', () => {
  let large: Demo
  beforeAll(async () => {
    large = await startDemo({
      redirectUris: [REDIRECT_URI],
      issuerPort: 0,
      clusterPorts: [0, 0, 0, 0],
      changes: false,
      tokenCluster: true,
      moreClusters: 200,
      logLevel: 'warn',
    })
  })
  afterAll(() => large.stop())

  test('are in the settings file: one without a client, many that share one and an API server', async () => {
    const { clusters, 'log-level': level } = parse(await readFile(large.configPath, 'utf8')) as SettingsFile
    expect(level).toBe('warn')
    expect(clusters.map(({ name }) => name)).toEqual(large.clusters.map(({ name }) => name))
    expect(clusters[3]).toEqual({ name: 'harbour-lab', server: large.clusters[3]?.url })
    const fleet = clusters.slice(4)
    expect([fleet[0]?.name, fleet.at(-1)?.name]).toEqual(['harbour-fleet-001', 'harbour-fleet-200'])
    expect(new Set(fleet.map(({ server }) => server)).size).toBe(1)
    expect(new Set(fleet.map(({ oidc }) => oidc?.['client-id']))).toEqual(new Set(['fairlead-demo']))
  })

  test('the lab takes pasted tokens and those from its page, which no other host name reaches', async () => {
    const pods = `${large.clusters[3]?.url ?? ''}/api/v1/pods?limit=1`
    const page = large.pastedTokenUrl ?? ''
    for (const token of [await large.pastedToken(), (await (await fetch(page)).text()).trim()]) {
      expect((await fetch(pods, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200)
      expect(large.secrets()).toContain(token)
    }
    expect(await statusFor(page, 'rebound.example')).toBe(403)
    expect(await statusFor(page, new URL(page).host)).toBe(200)
  })

  test('are left out where nobody asked for them', async () => {
    expect(demo.clusters).toHaveLength(3)
    expect(demo.pastedTokenUrl).toBeUndefined()
  })
})

test('a cluster that is down refuses connections until it comes back at the same address', async () => {
  const [cluster] = demo.clusters
  await cluster?.goDown()
  await expect(fetch(`${cluster?.url ?? ''}/version`)).rejects.toThrow()
  await cluster?.comeBack()
  expect((await fetch(`${cluster?.url ?? ''}/version`)).status).toBe(200)
})

/** `fetch` sets the header Host by itself. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => resolve(response.resume().statusCode)).on('error', reject)
  })
}
