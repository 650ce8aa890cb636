import { expect, test, vi } from 'vitest'
import { clusterNameSchema, type ClusterName } from '../../contract/cluster-name.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Cluster, ListedCluster } from '../clusters/cluster.ts'
import { createReachability } from './create-reachability.ts'

const REASON: Finding = { code: 'CLUSTER_UNREACHABLE', message: 'There was no connection.' }
const name = (text: string): ClusterName => clusterNameSchema.parse(text)

const cluster = (text: string, server = `https://${text}.example`): Cluster => ({
  status: 'ready',
  name: name(text),
  server: new URL(server),
  tls: { insecureSkipVerify: false },
  source: 'test',
})

interface Ask {
  readonly cluster: string
  readonly server: string
  answer(reason?: Finding): void
}

/** Clusters that answer when the test says so, and a clock that stands until the test moves it. */
function given(...names: string[]) {
  const clusters: ListedCluster[] = names.map((each) => cluster(each))
  const asks: Ask[] = []
  const timers = new Set<{ atMs: number; done(): void }>()
  const log = { info: vi.fn(), warn: vi.fn() }
  let nowMs = 1_000
  const { look, close } = createReachability({
    registry: { list: () => clusters },
    ask: ({ name: asked, server }) =>
      new Promise((answer) => asks.push({ cluster: asked, server: server.href, answer })),
    log,
    nowMs: () => nowMs,
    timers: {
      after(delayMs, done) {
        const timer = { atMs: nowMs + delayMs, done }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    },
  })
  return {
    clusters,
    asks,
    timers,
    log,
    look,
    close,
    pass(ms: number) {
      nowMs += ms
      for (const timer of timers) {
        if (timer.atMs > nowMs) continue
        timers.delete(timer)
        timer.done()
      }
    },
  }
}

/** Looks, and every API server that is asked answers at once. */
async function lookAndAnswer({ look, asks }: ReturnType<typeof given>, reason?: Finding) {
  const looked = look()
  for (const ask of asks.splice(0)) ask.answer(reason)
  return looked
}

test('nobody is asked before somebody looks; then every ready cluster is', async () => {
  const it = given('harbour', 'lab')
  it.clusters.push({ status: 'broken', name: name('wreck'), reason: REASON, source: 'test' })
  expect(it.asks).toEqual([])
  const looked = it.look()
  expect(it.asks.map((ask) => ask.cluster)).toEqual(['harbour', 'lab'])
  it.asks[0]?.answer()
  it.asks[1]?.answer(REASON)
  expect(await looked).toEqual([
    { cluster: 'harbour', status: 'reachable', forS: 0 },
    { cluster: 'lab', status: 'unreachable', forS: 0, reason: REASON },
  ])
  expect(it.timers.size, 'nothing is left waiting').toBe(0)
})

test('for fifteen seconds what is known is told without asking again', async () => {
  const it = given('harbour')
  await lookAndAnswer(it)
  it.pass(14_999)
  expect(await it.look()).toEqual([{ cluster: 'harbour', status: 'reachable', forS: 14 }])
  expect(it.asks).toEqual([])
  it.pass(1)
  void it.look()
  expect(it.asks).toHaveLength(1)
})

test('however many look, each cluster is asked once', async () => {
  const it = given('harbour')
  const looks = [it.look(), it.look()]
  it.pass(600)
  looks.push(it.look())
  expect(it.asks).toHaveLength(1)
  it.asks[0]?.answer()
  for (const seen of await Promise.all(looks)) expect(seen).toMatchObject([{ status: 'reachable' }])
})

test('a cluster that does not answer is left out after a second and a half, and told when it is known', async () => {
  const it = given('harbour', 'dead')
  const looked = it.look()
  const [harbour, dead] = it.asks
  harbour?.answer()
  it.pass(1_500)
  expect(await looked).toEqual([{ cluster: 'harbour', status: 'reachable', forS: 0 }])

  it.pass(100)
  expect(await it.look(), 'and holds up nobody again').toHaveLength(1)
  it.pass(3_400)
  dead?.answer(REASON)
  expect(await it.look()).toMatchObject([{ status: 'reachable' }, { status: 'unreachable', forS: 0 }])
  expect(it.asks).toHaveLength(2)
})

test('a cluster that takes its time is not asked twice, and what it says is good for fifteen seconds from then', async () => {
  const it = given('slow')
  const looked = it.look()
  it.pass(20_000)
  expect(await looked).toEqual([])
  await it.look()
  it.asks[0]?.answer()
  await vi.waitFor(async () => expect(await it.look()).toHaveLength(1))
  it.pass(14_999)
  await it.look()
  expect(it.asks).toHaveLength(1)
})

test('while it is asked anew a cluster keeps the state that is known', async () => {
  const it = given('harbour')
  await lookAndAnswer(it)
  it.pass(60_000)
  const looked = it.look()
  it.pass(1_500)
  expect(await looked).toEqual([{ cluster: 'harbour', status: 'reachable', forS: 61 }])
})

test('a state lasts from when it began; a new reason of the same kind does not begin it anew', async () => {
  const it = given('harbour')
  await lookAndAnswer(it, REASON)
  it.pass(20_000)
  const other = { ...REASON, message: 'There was no answer in time.' }
  expect(await lookAndAnswer(it, other)).toMatchObject([{ forS: 20, reason: other }])
  it.pass(20_000)
  const untrusted: Finding = { code: 'CLUSTER_TLS_UNTRUSTED', message: 'Its certificate is not trusted.' }
  expect(await lookAndAnswer(it, untrusted)).toMatchObject([{ forS: 0, reason: untrusted }])
  it.pass(20_000)
  expect(await lookAndAnswer(it)).toEqual([{ cluster: 'harbour', status: 'reachable', forS: 0 }])
})

test('only a change is logged', async () => {
  const it = given('harbour')
  for (const reason of [undefined, undefined, REASON, REASON, undefined]) {
    await lookAndAnswer(it, reason)
    it.pass(15_000)
  }
  expect(it.log.warn.mock.calls).toEqual([
    [{ cluster: 'harbour', code: 'CLUSTER_UNREACHABLE' }, REASON.message],
  ])
  expect(it.log.info).toHaveBeenCalledOnce()
})

test('eight are asked at a time, the others in their turn', async () => {
  const it = given(...Array.from({ length: 10 }, (_, index) => `c${index}`))
  const looked = it.look()
  expect(it.asks).toHaveLength(8)
  it.asks[3]?.answer()
  await vi.waitFor(() => expect(it.asks.map((ask) => ask.cluster)).toContain('c8'))
  expect(it.asks).toHaveLength(9)
  it.pass(1_500)
  expect(await looked).toMatchObject([{ cluster: 'c3' }])
})

test('a cluster that leaves the list is forgotten, in the row for its turn too', async () => {
  const it = given(...Array.from({ length: 9 }, (_, index) => `c${index}`))
  const looked = it.look()
  it.clusters.pop()
  it.pass(1_500)
  await looked
  await lookAndAnswer(it)
  expect(it.asks, 'the ninth was never asked').toEqual([])
  it.clusters.push(cluster('c8'))
  const again = it.look()
  expect(it.asks.map((ask) => ask.cluster)).toEqual(['c8'])
  it.asks[0]?.answer()
  expect(await again).toHaveLength(9)
})

test('a cluster at another address is another API server', async () => {
  const it = given('harbour')
  await lookAndAnswer(it)
  const late = it.look
  it.clusters[0] = cluster('harbour', 'https://elsewhere.example')
  const looked = late()
  expect(it.asks.map((ask) => ask.server)).toEqual(['https://elsewhere.example/'])
  it.pass(1_500)
  expect(await looked, 'what was known of the old one is not told of it').toEqual([])
})

test('an ask that a shutdown cuts short is not noted', async () => {
  const it = given('harbour')
  const looked = it.look()
  it.close()
  it.asks[0]?.answer(REASON)
  await looked
  expect(it.log.warn).not.toHaveBeenCalled()
})
