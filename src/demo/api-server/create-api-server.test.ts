import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEMO_ACCOUNTS, type DemoAccount } from '../accounts.ts'
import { startLoopbackServer, type LoopbackServer } from '../loopback-server.ts'
import { createRandom } from '../random.ts'
import { CLUSTER_PLANS } from '../world/cluster-plan.ts'
import { createWorld, type World } from '../world/create-world.ts'
import type { Pod } from '../world/kube-object.ts'
import { createObjectStore, type ObjectStore } from '../world/object-store.ts'
import { ready } from '../world/pods.ts'
import { createApiServer, type ApiServer } from './create-api-server.ts'
import type { Status } from './status.ts'
import type { Table } from './table.ts'

const NOW_MS = Date.UTC(2026, 10, 24, 12)
const ISSUER = 'http://127.0.0.1:4470'
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'
const PODS = '/api/v1/pods'

const { privateKey, publicKey } = await generateKeyPair('RS256')
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] })

let store: ObjectStore
let world: World
let api: ApiServer
let server: LoopbackServer
const streams = new AbortController()

beforeEach(async () => {
  const [plan] = CLUSTER_PLANS
  store = createObjectStore()
  world = createWorld({ plan, store, random: createRandom(7), nowMs: () => NOW_MS })
  api = createApiServer({
    store,
    tokens: { issuerUrl: ISSUER, clientId: 'fairlead', keys },
    nowMs: () => NOW_MS,
    bookmarkEveryMs: 20,
  })
  server = await startLoopbackServer(0, () => api.answer)
})
afterEach(() => server.close())

async function tokenOf(name: string): Promise<string> {
  const account = DEMO_ACCOUNTS.find((candidate) => candidate.name === name) as DemoAccount
  const claims = { email: account.email, email_verified: account.emailVerified, groups: account.groups }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(ISSUER)
    .setAudience('fairlead')
    .setExpirationTime(NOW_MS / 1000 + 60)
    .sign(privateKey)
}

async function send(
  path: string,
  { as, accept, ...init }: RequestInit & { as?: string; accept?: string } = {},
) {
  const headers = {
    accept: accept ?? 'application/json',
    ...(as !== undefined && { authorization: `Bearer ${await tokenOf(as)}` }),
  }
  return fetch(server.url + path, { ...init, headers, signal: streams.signal })
}

async function read<T = Status>(
  path: string,
  options: Parameters<typeof send>[1] = { as: 'ada' },
): Promise<T> {
  return (await (await send(path, options)).json()) as T
}

interface List {
  readonly kind: string
  readonly metadata: {
    readonly resourceVersion: string
    readonly continue?: string
    readonly remainingItemCount?: number
  }
  readonly items: readonly Pod[]
}

interface WatchEvent<T> {
  readonly type: string
  readonly object: T
}

/** The next events of a watch. */
async function* events<T>(
  path: string,
  accept = 'application/json',
): AsyncGenerator<WatchEvent<T>, void, void> {
  const response = await send(path, { as: 'ada', accept })
  let rest = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as WatchEvent<T>
  }
}

async function next<T>(stream: AsyncGenerator<T, void, void>): Promise<T> {
  const { value } = await stream.next()
  if (!value) throw new Error('The stream has ended.')
  return value
}

function onePod(): Pod {
  return store.list('pods')[0] as Pod
}

describe('who may come in', () => {
  test('nobody with an unverified e-mail: 401, as Kubernetes writes it', async () => {
    const response = await send(PODS, { as: 'noor' })
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Unauthorized',
      reason: 'Unauthorized',
      code: 401,
    })
  })

  test('a bad token is refused even where anybody may come in', async () => {
    expect(
      (await fetch(`${server.url}/version`, { headers: { authorization: 'Bearer nonsense' } })).status,
    ).toBe(401)
  })

  test.each(['/version', '/healthz', '/livez', '/readyz'])('anybody may ask for %s', async (path) => {
    expect((await send(path)).status).toBe(200)
  })

  test.each([
    ['/api', 'forbidden: User "system:anonymous" cannot get path "/api"'],
    [
      PODS,
      'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" at the cluster scope',
    ],
  ])('without a token %s is forbidden', async (path, message) => {
    expect(await read(path, {})).toMatchObject({ code: 403, reason: 'Forbidden', message })
  })
})

describe('what one may do', () => {
  test.each([
    [
      'tomas',
      PODS,
      'pods is forbidden: User "tomas@harbour.example" cannot list resource "pods" in API group "" at the cluster scope',
    ],
    [
      'tomas',
      '/apis/apps/v1/namespaces/payments/deployments/ledger',
      'deployments.apps "ledger" is forbidden: User "tomas@harbour.example" cannot get resource "deployments" in API group "apps" in the namespace "payments"',
    ],
    [
      'tomas',
      '/api/v1/namespaces',
      'namespaces is forbidden: User "tomas@harbour.example" cannot list resource "namespaces" in API group "" at the cluster scope',
    ],
    [
      'kim',
      '/api/v1/namespaces/tracking/pods?watch=1',
      'pods is forbidden: User "kim@harbour.example" cannot watch resource "pods" in API group "" in the namespace "tracking"',
    ],
    ['kim', '/metrics', 'forbidden: User "kim@harbour.example" cannot get path "/metrics"'],
  ])('%s may not get %s', async (as, path, message) => {
    expect(await read(path, { as })).toMatchObject({ code: 403, reason: 'Forbidden', message })
  })

  test('the namespace of a team is open to it, and holds nothing of others', async () => {
    const { items } = await read<List>('/api/v1/namespaces/tracking/pods', { as: 'tomas' })
    expect(new Set(items.map((pod) => pod.metadata.namespace))).toEqual(new Set(['tracking']))
  })

  test('SelfSubjectReview says who one is, with 201', async () => {
    const response = await send('/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      as: 'kim',
      method: 'POST',
      body: '{}',
    })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      kind: 'SelfSubjectReview',
      status: { userInfo: { username: 'kim@harbour.example', groups: ['system:authenticated'] } },
    })
  })

  test.each([
    ['tracking', true],
    ['payments', false],
  ])('SelfSubjectAccessReview answers for the namespace %s: %s', async (namespace, allowed) => {
    const body = JSON.stringify({
      spec: { resourceAttributes: { verb: 'list', resource: 'pods', namespace } },
    })
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
    expect(await read(path, { as: 'tomas', method: 'POST', body })).toMatchObject({ status: { allowed } })
  })

  test('SelfSubjectRulesReview lists the rules of a namespace, and needs one', async () => {
    const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews'
    const rules = (spec: object) =>
      read(path, { as: 'tomas', method: 'POST', body: JSON.stringify({ spec }) })
    expect(await rules({ namespace: 'tracking' })).toMatchObject({
      status: {
        incomplete: false,
        resourceRules: expect.arrayContaining([expect.objectContaining({ apiGroups: ['apps'] })]) as unknown,
      },
    })
    expect(await rules({})).toMatchObject({ code: 400, message: 'no namespace on request' })
  })
})

describe('discovery', () => {
  test('names groups and resources', async () => {
    expect(await read('/apis')).toMatchObject({ kind: 'APIGroupList' })
    const core = await read<{ resources: { name: string }[] }>('/api/v1')
    expect(core.resources.map(({ name }) => name)).toEqual([
      'pods',
      'namespaces',
      'nodes',
      'services',
      'events',
    ])
    const apps = await read<{ resources: { name: string }[] }>('/apis/apps/v1')
    expect(apps.resources.map(({ name }) => name)).toEqual(['deployments', 'replicasets'])
  })

  test.each(['/api/v1/unicorns', '/apis/nowhere/v1/pods', '/nowhere'])('%s is not there', async (path) => {
    expect((await send(path, { as: 'ada' })).status).toBe(404)
  })

  test('nothing can be written', async () => {
    expect(await read(PODS, { as: 'ada', method: 'POST', body: '{}' })).toMatchObject({
      code: 405,
      reason: 'MethodNotAllowed',
    })
  })

  test('a missing object is named', async () => {
    const path = '/apis/apps/v1/namespaces/tracking/deployments/ghost'
    expect(await read(path)).toMatchObject({
      code: 404,
      reason: 'NotFound',
      message: 'deployments.apps "ghost" not found',
    })
  })
})

describe('a list', () => {
  test('comes as a Table where it is asked for', async () => {
    const pod = onePod()
    const answer = await read<Table>('/api/v1/namespaces/berth-planner/pods', { as: 'ada', accept: TABLE })
    expect(answer.columnDefinitions?.map(({ name, priority }) => `${name} ${priority}`)).toEqual([
      'Name 0',
      'Ready 0',
      'Status 0',
      'Restarts 0',
      'Age 0',
      'IP 1',
      'Node 1',
      'Nominated Node 1',
      'Readiness Gates 1',
    ])
    expect(answer.rows[0]?.cells.slice(0, 4)).toEqual([pod.metadata.name, '2/2', 'Running', '0'])
    expect(answer.rows[0]?.object).toEqual({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: pod.metadata,
    })
  })

  test.each([
    ['None', null],
    ['Object', expect.objectContaining({ kind: 'Pod' })],
  ])('holds with includeObject=%s that much of each object', async (includeObject, object) => {
    const answer = await read<Table>(`${PODS}?limit=1&includeObject=${includeObject}`, {
      as: 'ada',
      accept: TABLE,
    })
    expect(answer.rows[0]?.object).toEqual(object)
  })

  test('is a plain list otherwise, also where only an unknown form comes before it', async () => {
    for (const accept of [
      'application/json',
      'application/json;as=Table;v=v9;g=meta.k8s.io,application/json',
      '*/*',
    ]) {
      expect(await read<List>(PODS, { as: 'ada', accept })).toMatchObject({ kind: 'PodList' })
    }
  })

  test('in chunks shows the cluster as it stood at the first one', async () => {
    const before = store.list('pods').map(({ metadata }) => metadata.uid)
    const seen: string[] = []
    let list = await read<List>(`${PODS}?limit=70`)
    expect(list.metadata.remainingItemCount).toBe(before.length - 70)
    const { resourceVersion } = list.metadata
    for (;;) {
      seen.push(...list.items.map(({ metadata }) => metadata.uid))
      expect(list.metadata.resourceVersion).toBe(resourceVersion)
      if (list.metadata.continue === undefined) break
      store.remove('pods', onePod())
      list = await read<List>(`${PODS}?limit=70&continue=${list.metadata.continue}`)
    }
    expect(seen).toEqual(before)
  })

  test('that waited too long is refused with 410 and a way to go on', async () => {
    const first = await read<List>(`${PODS}?limit=70`)
    api.compact()
    const refused = await read(`${PODS}?limit=70&continue=${first.metadata.continue ?? ''}`)
    expect(refused).toMatchObject({ code: 410, reason: 'Expired' })
    const goesOn = await read<List>(`${PODS}?continue=${String(refused.metadata['continue'])}`)
    expect(goesOn.items).toHaveLength(store.list('pods').length - 70)
  })

  test('with a continue token that was made up is a bad request', async () => {
    expect(await read(`${PODS}?continue=nonsense`)).toMatchObject({ code: 400, reason: 'BadRequest' })
  })

  test('can be narrowed by name and by label', async () => {
    const { name, labels } = onePod().metadata
    const byName = await read<List>(`${PODS}?fieldSelector=metadata.name=${name}`)
    expect(byName.items).toHaveLength(1)
    const byLabel = await read<List>(`${PODS}?labelSelector=app=${labels?.['app'] ?? ''}`)
    expect(byLabel.items).toHaveLength(6)
    expect(await read(`${PODS}?fieldSelector=spec.nodeName=x`)).toMatchObject({ code: 400 })
  })

  test('is compressed when it is long', async () => {
    const response = await send(PODS, { as: 'ada' })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(((await response.json()) as List).items.length).toBeGreaterThan(150)
    expect((await send(`${PODS}?limit=1`, { as: 'ada' })).headers.get('content-encoding')).toBeNull()
  })
})

describe('a watch', () => {
  const watchFrom = (resourceVersion: string | number, more = '') =>
    `${PODS}?watch=true&resourceVersion=${resourceVersion}${more}`

  test('tells what happened since the list', async () => {
    const { metadata } = await read<List>(PODS)
    const pod = onePod()
    store.remove('pods', pod)
    const stream = events<Pod>(watchFrom(metadata.resourceVersion))
    expect(await next(stream)).toMatchObject({
      type: 'DELETED',
      object: { metadata: { uid: pod.metadata.uid } },
    })
    store.put('pods', pod)
    expect(await next(stream)).toMatchObject({ type: 'ADDED', object: { kind: 'Pod' } })
    store.put('pods', ready(pod))
    expect(await next(stream)).toMatchObject({ type: 'MODIFIED' })
  })

  test('as a Table has one row for each event, and columns in the first only', async () => {
    const stream = events<Table>(watchFrom(store.resourceVersion()), TABLE)
    const pod = onePod()
    store.put('pods', pod)
    store.put('pods', pod)
    const first = await next(stream)
    const second = await next(stream)
    expect(first.object.columnDefinitions).toHaveLength(9)
    expect(second.object.columnDefinitions).toBeNull()
    expect(second.object.rows).toHaveLength(1)
    expect(second.object.metadata).toEqual({ resourceVersion: String(store.resourceVersion()) })
  })

  test('sends bookmarks where they are wanted, and ends on time', async () => {
    const stream = events<Pod>(
      watchFrom(store.resourceVersion(), '&allowWatchBookmarks=true&timeoutSeconds=1'),
    )
    const kinds = []
    for await (const { type, object } of stream)
      kinds.push(`${type} ${object.metadata.resourceVersion ?? ''}`)
    expect(new Set(kinds)).toEqual(new Set([`BOOKMARK ${store.resourceVersion()}`]))
  })

  test('without a resource version begins with what there is', async () => {
    const stream = events<Pod>(`${PODS}?watch=true`)
    expect(await next(stream)).toMatchObject({
      type: 'ADDED',
      object: { metadata: { uid: onePod().metadata.uid } },
    })
  })

  test('with sendInitialEvents marks where what there is ends', async () => {
    const more = '&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan'
    const stream = events<Pod>(`/api/v1/namespaces?watch=true${more}`)
    for (const namespace of store.list('namespaces')) {
      expect(await next(stream)).toMatchObject({
        type: 'ADDED',
        object: { metadata: { name: namespace.metadata.name } },
      })
    }
    const end = await next(stream)
    expect(end.object.metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' })
  })

  test('from before the remembered history gets an ERROR event with 410', async () => {
    const { metadata } = await read<List>(`${PODS}?limit=1`)
    api.compact()
    const stream = events<Status>(watchFrom(metadata.resourceVersion))
    expect(await next(stream)).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } })
    expect((await stream.next()).done).toBe(true)
  })

  test('shows the life of the cluster', async () => {
    const stream = events<Pod>(watchFrom(store.resourceVersion()))
    for (let step = 0; step < 40; step += 1) world.step()
    const { type, object } = await next(stream)
    expect([type, object.kind]).toEqual([expect.stringMatching('ADDED|MODIFIED'), 'Pod'])
  })
})

describe('a test', () => {
  test('can have every token refused', async () => {
    api.rejectTokens(true)
    expect((await send('/version', { as: 'ada' })).status).toBe(401)
    api.rejectTokens(false)
    expect((await send('/version', { as: 'ada' })).status).toBe(200)
  })

  test('can break the open watches', async () => {
    const stream = events<Pod>(`${PODS}?watch=true`)
    await next(stream)
    api.dropWatches()
    const drain = async () => {
      for await (const event of stream) expect(event.type).toBe('ADDED')
    }
    await expect(drain()).rejects.toThrow()
  })

  test('can see what was asked, and never a token', async () => {
    await send(`${PODS}?limit=1`, { as: 'ada' })
    await send('/version')
    await expect
      .poll(() => api.requests())
      .toEqual([
        { method: 'GET', path: `${PODS}?limit=1`, hasBearer: true, status: 200 },
        { method: 'GET', path: '/version', hasBearer: false, status: 200 },
      ])
  })
})
