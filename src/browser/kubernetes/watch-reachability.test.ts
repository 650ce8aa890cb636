import { expect, test } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import { watchReachability } from './watch-reachability.ts'

const PROD = clusterNameSchema.parse('prod')
const REASON = { code: 'CLUSTER_UNREACHABLE', message: 'api.example:6443 does not answer.' } as const
const reachable = (forS: number) => ({ cluster: PROD, status: 'reachable', forS })
const unreachable = (forS: number) => ({ cluster: PROD, status: 'unreachable', forS, reason: REASON })
const ignore = () => undefined

test('an answer says since when, by the clock of this browser', async () => {
  const page = startPage()
  page.answer([unreachable(90)])
  page.store.subscribe(ignore)
  await page.settled()
  expect(page.store.getState()).toEqual({
    backend: 'answers',
    clusters: { prod: { status: 'unreachable', sinceMs: 910_000, reason: REASON } },
  })
  expect(page.asked).toEqual(['/fairlead/reachability'])
})

test('nobody is asked until somebody listens, nor once nobody does', async () => {
  const page = startPage()
  await page.pass(60_000)
  expect(page.asked).toHaveLength(0)
  const stop = page.store.subscribe(ignore)
  const stopOther = page.store.subscribe(ignore)
  await page.settled()
  expect(page.asked).toHaveLength(1)
  stop()
  stop()
  await page.pass(30_000)
  expect(page.asked).toHaveLength(2)
  stopOther()
  await page.pass(300_000)
  expect(page.asked).toHaveLength(2)
})

test('it asks again every half minute, and one who comes in between costs no request', async () => {
  const page = startPage()
  page.store.subscribe(ignore)
  await page.settled()
  await page.pass(29_000)
  page.store.subscribe(ignore)
  await page.settled()
  expect(page.asked).toHaveLength(1)
  await page.pass(1_000)
  expect(page.asked).toHaveLength(2)
})

test('a hidden page asks nothing, and asks when it shows again', async () => {
  const page = startPage()
  page.store.subscribe(ignore)
  await page.settled()
  page.turn('hidden')
  await page.pass(120_000)
  expect(page.asked).toHaveLength(1)
  page.turn('visible')
  await page.settled()
  expect(page.asked).toHaveLength(2)
})

test('what stays as it was stays the same object, though the answer came a moment later', async () => {
  const page = startPage()
  page.answer([reachable(10)])
  page.store.subscribe(ignore)
  await page.settled()
  const before = page.store.getState()
  page.answer([reachable(42)])
  await page.pass(30_000)
  expect(page.asked).toHaveLength(2)
  expect(page.store.getState()).toBe(before)
  page.answer([unreachable(3)])
  await page.pass(30_000)
  expect(page.store.getState().clusters[PROD]).toMatchObject({ status: 'unreachable', sinceMs: 1_057_000 })
})

test.each([
  ['cannot be reached', 'unreachable'],
  ['is said by a gateway not to answer', 'bad gateway'],
] as const)('while the backend %s it is silent, nothing is known, and it is asked sooner', async (_, how) => {
  const page = startPage()
  page.answer([reachable(10)])
  page.store.subscribe(ignore)
  await page.settled()
  page.answer(how)
  await page.pass(30_000)
  expect(page.store.getState()).toEqual({ backend: 'silent', clusters: {} })
  page.answer([reachable(50)])
  await page.pass(5_000)
  expect(page.store.getState()).toMatchObject({
    backend: 'answers',
    clusters: { prod: { status: 'reachable' } },
  })
  await page.pass(29_000)
  expect(page.asked).toHaveLength(3)
})

test('a backend that refuses, or that answers nonsense, is not silent', async () => {
  const page = startPage()
  page.answer('refusal')
  page.store.subscribe(ignore)
  await page.settled()
  expect(page.asked).toHaveLength(1)
  expect(page.store.getState()).toEqual({ backend: 'answers', clusters: {} })
})

test('a cluster that the answer leaves out is asked for again soon, but not for ever', async () => {
  const page = startPage()
  page.answer([])
  page.store.subscribe(ignore)
  await page.settled()
  page.answer([unreachable(2)])
  await page.pass(7_000)
  expect(page.store.getState().clusters[PROD]).toMatchObject({ status: 'unreachable' })
  await page.pass(29_000)
  expect(page.asked, 'nothing is missing').toHaveLength(2)

  page.answer([])
  await page.pass(1_000)
  for (let soon = 0; soon < 4; soon++) await page.pass(7_000)
  expect(page.asked).toHaveLength(7)
  await page.pass(29_000)
  expect(page.asked, 'the backend may no longer know it').toHaveLength(7)
  await page.pass(1_000)
  expect(page.asked).toHaveLength(8)
})

/** A page whose clock the test moves, and a backend that answers as it is told. */
function startPage() {
  let nowMs = 1_000_000
  let visibilityState: DocumentVisibilityState = 'visible'
  let onVisibility = ignore
  let answer: object[] | 'unreachable' | 'bad gateway' | 'refusal' = [reachable(1)]
  const due = new Map<symbol, { atMs: number; call: () => void }>()
  const asked: string[] = []
  const store = watchReachability({
    baseUrl: '/fairlead',
    clusters: [PROD],
    nowMs: () => nowMs,
    async fetch(url) {
      asked.push(String(url))
      if (answer === 'unreachable') throw new TypeError('Failed to fetch')
      if (answer === 'bad gateway') return new Response('<h1>Bad gateway</h1>', { status: 502 })
      if (answer === 'refusal') return Response.json({ code: 'REQUEST_REFUSED' }, { status: 403 })
      return Response.json({ clusters: answer })
    },
    page: {
      get visibilityState() {
        return visibilityState
      },
      addEventListener(_: string, listener: unknown) {
        onVisibility = listener as () => undefined
      },
    },
    timers: {
      after(delayMs, call) {
        const id = Symbol()
        due.set(id, { atMs: nowMs + delayMs, call })
        return () => due.delete(id)
      },
    },
  })
  const settled = async () => {
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
  }
  return {
    store,
    asked,
    settled,
    answer(next: typeof answer) {
      answer = next
    },
    turn(next: DocumentVisibilityState) {
      visibilityState = next
      onVisibility()
    },
    async pass(ms: number) {
      nowMs += ms
      for (const [id, { atMs, call }] of due) {
        if (atMs <= nowMs && due.delete(id)) call()
      }
      await settled()
    },
  }
}
