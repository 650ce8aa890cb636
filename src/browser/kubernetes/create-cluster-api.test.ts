// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import { SEALED_REFRESH_TOKEN, SEALED_UNTIL_EXPIRY } from '../../contract/relay.ts'
import { first as english } from '../messages/en/first.ts'
import type { Language } from '../messages/language.ts'
import { createSessions } from '../session/create-sessions.ts'
import { createSignIn } from '../sign-in/create-sign-in.ts'
import { createClusterApi } from './create-cluster-api.ts'

const harbour = clusterNameSchema.parse('harbour/east')
const pods = { groupVersion: '/api/v1', resource: 'pods' }
const config: Config = {
  version: '',
  clusters: [
    {
      status: 'ready',
      name: harbour,
      server: 'api.example:6443',
      signIn: { method: 'oidc', clientKey: 'one' },
    },
  ],
  oidcClients: [
    {
      status: 'ready',
      key: 'one',
      issuer: 'https://issuer.example',
      clientId: 'fairlead',
      scopes: ['openid'],
      useAccessToken: false,
      authorizationEndpoint: 'https://issuer.example/authorize',
      authorizationParameters: {},
      otherAccountPrompt: 'login',
      nonce: 'nonce',
    },
  ],
  signIn: { popup: false, automatic: false, pastedTokens: true },
}

interface Asked {
  readonly path: string
  readonly query: Record<string, string>
  readonly bearer: string
  readonly init: RequestInit
}
type Answer = Response | Promise<Response>

const encoded = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '')

/** Time that passes only when a test says so. */
function manualTimers() {
  const waiting = new Set<{ atMs: number; call(): void }>()
  const clock = { nowMs: 0 }
  return {
    clock,
    after(delayMs: number, call: () => void) {
      const timer = { atMs: clock.nowMs + delayMs, call }
      waiting.add(timer)
      return () => void waiting.delete(timer)
    },
    pass(ms: number) {
      clock.nowMs += ms
      for (const timer of [...waiting]) if (timer.atMs <= clock.nowMs && waiting.delete(timer)) timer.call()
    },
  }
}

const messages = () => english

/** A signed-in page, with an API server that answers as the test says. The bearers are `token-1`, `token-2`, … */
async function openCluster(
  answer: (asked: Asked) => Answer,
  {
    renewal = SEALED_REFRESH_TOKEN,
    baseUrl = '',
    language = 'en',
  }: { renewal?: string; baseUrl?: string; language?: Language } = {},
) {
  let issued = 0
  const relay = {
    answer: () =>
      Response.json({
        id_token: `${encoded({})}.${encoded({ sub: 'ada', exp: 4e9 })}.token-${(issued += 1)}`,
        access_token: 'a',
        token_type: 'Bearer',
        expires_in: 600,
        refresh_token: renewal,
      }),
  }
  vi.stubGlobal('fetch', async () => relay.answer())
  localStorage.setItem('fairlead.session.one', '1')
  const signIn = createSignIn({ config, reloadConfig: async () => config, baseUrl: '', window, messages })
  const { sessions, store } = createSessions({ config, signIn, messages, baseUrl: '', window })
  await sessions.restore()

  const asked: Asked[] = []
  const timers = manualTimers()
  const fetch = async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = new URL(String(input), location.origin)
    const bearer = new Headers(init.headers).get('authorization')?.split('.').at(-1) ?? ''
    const request = { path: url.pathname, query: Object.fromEntries(url.searchParams), bearer, init }
    asked.push(request)
    return answer(request)
  }
  const api = createClusterApi({
    cluster: harbour,
    baseUrl,
    sessions,
    fetch,
    timers,
    nowMs: () => timers.clock.nowMs,
    random: () => 0,
    language: () => language,
  })
  const session = () => store.getState().sessions[harbour]
  return { api, asked, timers, session, sessions, relay, issued: () => issued }
}

const status = (code: number, message = '', headers: Record<string, string> = {}) =>
  Response.json({ kind: 'Status', status: 'Failure', code, message }, { status: code, headers })

const review = () =>
  Response.json({ status: { userInfo: { username: 'ada', groups: ['crew'] } } }, { status: 201 })

const columnDefinitions = [{ name: 'Name', type: 'string', format: 'name', description: '', priority: 0 }]
const row = (name: string, namespace = 'default', phase = 'Running') => ({
  cells: [name, phase, { odd: true }],
  object: {
    kind: 'PartialObjectMetadata',
    metadata: {
      name,
      namespace,
      uid: `${namespace}/${name}`,
      creationTimestamp: '2026-11-02T10:00:00Z',
      resourceVersion: '7',
    },
  },
})
const tableOf = (rows: object[], metadata: object = {}) => ({
  kind: 'Table',
  apiVersion: 'meta.k8s.io/v1',
  metadata: { resourceVersion: '10', ...metadata },
  columnDefinitions,
  rows,
})

/** A watch that the test feeds; `end` ends it as the API server does, `abort` breaks it. */
function watchStream(signal?: AbortSignal | null) {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({ start: (made) => void (controller = made) })
  signal?.addEventListener('abort', () => controller?.error(new DOMException('aborted', 'AbortError')))
  const sendText = (text: string) => controller?.enqueue(encoder.encode(text))
  return {
    response: new Response(body),
    sendText,
    send: (type: string, object: object) => sendText(`${JSON.stringify({ type, object })}\n`),
    end: () => controller?.close(),
    break: () => controller?.error(new TypeError('network error')),
  }
}

/** An API server with one list and watches that the test feeds. */
async function openPods(
  lists: (asked: Asked) => Answer = () => Response.json(tableOf([row('b'), row('a')])),
) {
  const watches: ReturnType<typeof watchStream>[] = []
  const cluster = await openCluster((asked) => {
    if (asked.query['watch'] !== 'true') return lists(asked)
    const watch = watchStream(asked.init.signal)
    watches.push(watch)
    return watch.response
  })
  const { table, close } = cluster.api.openTable(pods)
  const names = () => {
    const state = table.getState()
    return state.status === 'ready' ? state.rows.map(({ name }) => name) : state.status
  }
  const watch = async (count: number) => {
    await vi.waitFor(() => expect(watches.length).toBe(count), { interval: 5 })
    return watches[count - 1] ?? expect.fail('no watch')
  }
  const eventually = (check: () => void) => vi.waitFor(check, { interval: 5 })
  return { ...cluster, table, close, names, watch, watches, eventually }
}

/** Lets everything happen that needs no time, then lets time pass. */
async function pass(timers: { pass(ms: number): void }, ms: number) {
  await new Promise((resolve) => setTimeout(resolve, 5))
  timers.pass(ms)
  await new Promise((resolve) => setTimeout(resolve, 5))
}

beforeEach(() => localStorage.clear())
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a request', () => {
  test('carries the bearer to the cluster, below the base URL', async () => {
    const { api, asked } = await openCluster(review, { baseUrl: '/fairlead' })
    expect(await api.whoAmI()).toEqual({ username: 'ada', groups: ['crew'] })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      path: '/fairlead/clusters/harbour~2Feast/apis/authentication.k8s.io/v1/selfsubjectreviews',
      bearer: 'token-1',
      init: { method: 'POST', redirect: 'error' },
    })
    expect(JSON.parse(String(asked[0]?.init.body))).toMatchObject({ kind: 'SelfSubjectReview' })
  })

  test('after a 401 there is one renewal and one more try', async () => {
    const { api, asked, session } = await openCluster(({ bearer }) =>
      bearer === 'token-1' ? status(401) : review(),
    )
    await Promise.all([api.whoAmI(), api.whoAmI()])
    expect(asked.map(({ bearer }) => bearer).sort()).toEqual(['token-1', 'token-1', 'token-2', 'token-2'])
    expect(session()).toMatchObject({ status: 'signed-in' })
  })

  test('a second 401 signs out with the reason, and nothing is asked after that', async () => {
    const { api, asked, session, issued } = await openCluster(() => status(401))
    await expect(api.whoAmI()).rejects.toMatchObject({ code: 'TOKEN_REFUSED' })
    expect(session()).toMatchObject({ status: 'signed-out', reason: { code: 'TOKEN_REFUSED' } })
    expect(JSON.stringify(session())).toContain(harbour)
    await expect(api.whoAmI()).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    expect([asked.length, issued()]).toEqual([2, 2])
  })

  test('a 401 to a token that cannot be renewed signs out at once', async () => {
    const { api, asked, session } = await openCluster(() => status(401), { renewal: SEALED_UNTIL_EXPIRY })
    await expect(api.whoAmI()).rejects.toMatchObject({ code: 'TOKEN_REFUSED' })
    expect(session()).toMatchObject({ reason: { code: 'TOKEN_REFUSED' } })
    expect(asked).toHaveLength(1)
  })

  test('a renewal that fails for want of a network keeps the session', async () => {
    const { api, session, relay } = await openCluster(() => status(401))
    relay.answer = () => {
      throw new TypeError('Failed to fetch')
    }
    await expect(api.whoAmI()).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    expect(session()).toMatchObject({ status: 'signed-in' })
  })

  test.each<[string, () => Answer, object]>([
    [
      'what is forbidden',
      () => status(403, 'ada cannot do this'),
      { code: 'KUBERNETES_FORBIDDEN', message: 'ada cannot do this' },
    ],
    [
      'what fails',
      () => status(500, 'etcd'),
      { code: 'KUBERNETES_FAILED', message: expect.stringContaining('500: etcd') },
    ],
    [
      "the proxy's own failure",
      () => status(502, 'no route to harbour', { 'fairlead-error': 'CLUSTER_UNREACHABLE' }),
      { code: 'CLUSTER_UNREACHABLE', message: 'no route to harbour' },
    ],
    [
      "a gateway's page",
      () => new Response('<html>', { status: 502 }),
      { code: 'KUBERNETES_FAILED', message: expect.stringContaining('502') },
    ],
    ['an answer that is none', () => new Response('<html>'), { code: 'KUBERNETES_FAILED' }],
    [
      'a broken connection',
      () => Promise.reject(new TypeError('Failed to fetch')),
      { code: 'NETWORK_FAILED' },
    ],
  ])('%s is told apart, and nobody is signed out', async (_, answer, failure) => {
    const { api, asked, session } = await openCluster(answer)
    await expect(api.whoAmI()).rejects.toMatchObject(failure)
    expect(session()).toMatchObject({ status: 'signed-in' })
    expect(asked).toHaveLength(1)
  })

  test('what fails is said in the language that is spoken, around the API server’s own words', async () => {
    const { api } = await openCluster(() => status(500, 'etcd is away'), { language: 'de' })
    await expect(api.whoAmI()).rejects.toThrow(
      'Der API-Server von harbour/east hat mit 500 geantwortet: etcd is away',
    )
  })

  test.each([429, 503])(
    'a %i is tried again after as long as it asks for, and not for ever',
    async (code) => {
      const { api, asked, timers } = await openCluster(() => status(code, 'busy', { 'retry-after': '2' }))
      const failure = api.whoAmI().catch((error: unknown) => error)
      await pass(timers, 1_900)
      expect(asked).toHaveLength(1)
      await pass(timers, 100)
      expect(asked).toHaveLength(2)
      await pass(timers, 2_000)
      expect(await failure).toMatchObject({ code: 'KUBERNETES_FAILED' })
      expect(asked).toHaveLength(3)
    },
  )
})

describe('a table', () => {
  test('is listed with metadata only, sorted by namespace and name', async () => {
    const list = [row('b', 'west'), row('b'), row('a', 'west'), row('B')]
    const { table, asked, watch } = await openPods(() => Response.json(tableOf(list)))
    await watch(1)
    expect(asked[0]).toMatchObject({
      path: '/clusters/harbour~2Feast/api/v1/pods',
      query: { limit: '500', includeObject: 'Metadata' },
    })
    expect(new Headers(asked[0]?.init.headers).get('accept')).toContain('as=Table;v=v1;g=meta.k8s.io')
    const state = table.getState()
    if (state.status !== 'ready') return expect.fail(state.status)
    expect(state.rows.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
      'default/B',
      'default/b',
      'west/a',
      'west/b',
    ])
    expect(state.rows[0]).toEqual({
      uid: 'default/B',
      name: 'B',
      namespace: 'default',
      createdAtMs: Date.UTC(2026, 10, 2, 10),
      cells: ['B', 'Running', '{"odd":true}'],
    })
    expect(state).toMatchObject({ complete: true, watch: 'live', columns: [{ name: 'Name' }] })
  })

  test('of one namespace asks for that one', async () => {
    const { api, asked } = await openCluster(() => Response.json(tableOf([])))
    const { close } = api.openTable({
      groupVersion: '/apis/apps/v1',
      resource: 'deployments',
      namespace: 'a',
    })
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0))
    close()
    expect(asked[0]?.path).toBe('/clusters/harbour~2Feast/apis/apps/v1/namespaces/a/deployments')
  })

  test('shows the first rows while the rest is on its way', async () => {
    const { promise: rest, resolve } = Promise.withResolvers<Response>()
    const { table, names, eventually } = await openPods(({ query }) =>
      query['continue'] === 'next' ? rest : Response.json(tableOf([row('a')], { continue: 'next' })),
    )
    await eventually(() => expect(names()).toEqual(['a']))
    expect(table.getState()).toMatchObject({ complete: false })
    resolve(Response.json(tableOf([row('b')])))
    await eventually(() => expect(table.getState()).toMatchObject({ complete: true }))
    expect(names()).toEqual(['a', 'b'])
  })

  test('is listed anew, whole, when the rest of a list has expired', async () => {
    const { names, asked, watch } = await openPods(({ query }) => {
      if (query['continue']) return status(410, 'expired')
      return Response.json(
        query['limit'] ? tableOf([row('gone')], { continue: 'next' }) : tableOf([row('a'), row('b')]),
      )
    })
    await watch(1)
    expect(names()).toEqual(['a', 'b'])
    expect(asked.map(({ query }) => query['limit'])).toEqual(['500', '500', undefined, undefined])
  })

  test('a list that expires again and again is not asked for in a loop', async () => {
    const { table, asked, timers, eventually } = await openPods(({ query }) =>
      query['limit'] && !query['continue']
        ? Response.json(tableOf([row('a')], { continue: 'next' }))
        : status(410, 'expired'),
    )
    await eventually(() => expect(table.getState()).toMatchObject({ watch: 'stale', complete: false }))
    await pass(timers, 400)
    expect(asked).toHaveLength(3)
  })

  test('follows what is added, changed and deleted, one change of the store for a burst', async () => {
    const { table, names, asked, watch, timers } = await openPods()
    const { send } = await watch(1)
    expect(asked[1]?.query).toMatchObject({
      watch: 'true',
      resourceVersion: '10',
      allowWatchBookmarks: 'true',
      includeObject: 'Metadata',
    })
    const changed = vi.fn()
    table.subscribe(changed)
    send('ADDED', tableOf([row('c')]))
    send('MODIFIED', tableOf([row('a', 'default', 'Failed')]))
    send('DELETED', tableOf([row('b')]))
    await pass(timers, 49)
    expect(changed).not.toHaveBeenCalled()
    await pass(timers, 1)
    expect(names()).toEqual(['a', 'c'])
    expect(table.getState()).toMatchObject({ rows: [{ cells: ['a', 'Failed', '{"odd":true}'] }, {}] })
    expect(changed).toHaveBeenCalledTimes(1)
  })

  test('reads lines that arrive in pieces, inside a character too', async () => {
    const { names, watches, watch, timers } = await openPods()
    await watch(1)
    const text = JSON.stringify({ type: 'ADDED', object: tableOf([row('日本')]) })
    watches[0]?.sendText(text.slice(0, 30))
    await pass(timers, 0)
    watches[0]?.sendText(`${text.slice(30)}\n{"type"`)
    await pass(timers, 50)
    expect(names()).toEqual(['a', 'b', '日本'])
  })

  test('when a watch ends it goes on at once, from the last bookmark, with the token of now', async () => {
    const { table, asked, watch, watches, sessions, eventually } = await openPods()
    const first = await watch(1)
    await sessions.renew(harbour, await sessions.bearerToken(harbour))
    first.send('BOOKMARK', { kind: 'Table', metadata: { resourceVersion: '99' }, rows: null })
    first.end()
    await watch(2)
    expect(asked[2]).toMatchObject({ query: { resourceVersion: '99', watch: 'true' }, bearer: 'token-2' })
    expect(table.getState()).toMatchObject({ watch: 'live' })
    watches[1]?.send('ADDED', { ...tableOf([row('c')]), metadata: {} })
    await eventually(() => expect(asked.length).toBe(3))
  })

  test('watches that end at once are opened ever more slowly', async () => {
    const { asked, timers } = await openCluster(({ query }) =>
      query['watch'] ? new Response('') : Response.json(tableOf([])),
    ).then((cluster) => {
      cluster.api.openTable(pods)
      return cluster
    })
    for (let seconds = 0; seconds < 30; seconds += 1) await pass(timers, 1_000)
    expect(asked.length).toBeLessThan(10)
  })

  test('a connection that breaks makes it stale until the next one is open', async () => {
    const { table, watch, timers, eventually } = await openPods()
    const first = await watch(1)
    first.break()
    await eventually(() => expect(table.getState()).toMatchObject({ watch: 'stale' }))
    await pass(timers, 1_000)
    await watch(2)
    await eventually(() => expect(table.getState()).toMatchObject({ watch: 'live' }))
  })

  test.each([
    ['in the stream', { kind: 'Status', code: 410 }, 'ERROR'],
    ['without a readable event', { kind: 'Junk' }, 'ADDED'],
  ])('a place that the API server has forgotten, told %s, is left', async (_, object, type) => {
    let rows = [row('a')]
    const { names, asked, watch, timers } = await openPods(() => Response.json(tableOf(rows)))
    const first = await watch(1)
    rows = [row('z')]
    first.send(type, object)
    await pass(timers, 1_000)
    await watch(2)
    const relisted = type === 'ERROR'
    expect(names()).toEqual(relisted ? ['z'] : ['a'])
    expect(asked.filter(({ query }) => !query['watch'])).toHaveLength(relisted ? 2 : 1)
  })

  test('is forbidden to who may not list, and is not asked for again', async () => {
    const { table, asked, timers, eventually } = await openPods(() => status(403, 'ada cannot list pods'))
    await eventually(() =>
      expect(table.getState()).toEqual({ status: 'forbidden', message: 'ada cannot list pods' }),
    )
    await pass(timers, 100_000)
    expect(asked).toHaveLength(1)
  })

  test('that cannot be had shows the reason, and comes when it can', async () => {
    let answer: () => Answer = () => status(502, 'no route', { 'fairlead-error': 'CLUSTER_UNREACHABLE' })
    const { table, names, timers, eventually } = await openPods(() => answer())
    await eventually(() =>
      expect(table.getState()).toEqual({
        status: 'failed',
        reason: { code: 'CLUSTER_UNREACHABLE', message: 'no route' },
      }),
    )
    answer = () => Response.json(tableOf([row('a')]))
    await pass(timers, 1_000)
    await eventually(() => expect(names()).toEqual(['a']))
  })

  test('closing ends the watch, and what comes late changes nothing', async () => {
    const { names, asked, watch, close, timers } = await openPods()
    const { send } = await watch(1)
    send('ADDED', tableOf([row('c')]))
    await pass(timers, 0)
    close()
    expect(asked[1]?.init.signal?.aborted).toBe(true)
    await pass(timers, 100_000)
    expect(names()).toEqual(['a', 'b'])
    expect(asked).toHaveLength(2)
  })

  test('signing out ends the watch', async () => {
    const { table, asked, watch, sessions, timers } = await openPods()
    await watch(1)
    await sessions.signOut({ clusters: [harbour], atIssuer: false })
    expect(asked[1]?.init.signal?.aborted).toBe(true)
    expect(table.getState()).toMatchObject({ status: 'failed', reason: { code: 'SESSION_ENDED' } })
    await pass(timers, 100_000)
    expect(asked).toHaveLength(2)
  })

  test('a token refused for good ends it, without a loop', async () => {
    const { table, asked, timers, eventually } = await openPods(() => status(401))
    await eventually(() => expect(table.getState()).toMatchObject({ status: 'failed' }))
    await pass(timers, 100_000)
    expect(asked).toHaveLength(2)
  })
})
