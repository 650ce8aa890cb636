import { access, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { beginCodeFlow, createVisitor, requestTokens } from './issuer/visitor.ts'
import { startDemo, type Demo } from './start-demo.ts'

const REDIRECT_URI = 'http://localhost:4466/fairlead/oidc-callback'

interface SettingsFile {
  clusters: { name: string; server: string; oidc: Record<string, string> }[]
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

function get(cluster: number, path: string, token: string) {
  return fetch(`${demo.clusters[cluster]?.url ?? ''}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  })
}

describe('the settings file', () => {
  test('names three clusters; two share a public client, one has a secret', () => {
    const clients = settings.clusters.map(({ oidc }) => oidc['client-id'])
    expect(clients).toEqual(['fairlead-demo', 'fairlead-demo', 'fairlead-edge'])
    const secrets = settings.clusters.map(({ oidc }) => oidc['client-secret'])
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
      const statuses = await Promise.all(paths.map(async (path) => (await get(cluster, path, token)).status))
      expect(statuses).toEqual(expected)
    }
  })

  test('is refused by the cluster that has another client', async () => {
    expect((await get(2, '/version', await idTokenOf('ada'))).status).toBe(401)
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
