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
    prod: { status: 'unreachable', sinceMs: 910_000, reason: REASON },
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
  expect(page.store.getState()[PROD]).toMatchObject({ status: 'unreachable', sinceMs: 1_057_000 })
})

test('while the backend gives no answer nothing is known', async () => {
  const page = startPage()
  page.answer([reachable(10)])
  page.store.subscribe(ignore)
  await page.settled()
  page.answer(undefined)
  await page.pass(30_000)
  expect(page.store.getState()).toEqual({})
})

/** A page whose clock the test moves, and a backend that answers as it is told. */
function startPage() {
  let nowMs = 1_000_000
  let visibilityState: DocumentVisibilityState = 'visible'
  let onVisibility = ignore
  let clusters: object[] | undefined = []
  const due = new Map<symbol, { atMs: number; call: () => void }>()
  const asked: string[] = []
  const store = watchReachability({
    baseUrl: '/fairlead',
    nowMs: () => nowMs,
    async fetch(url) {
      asked.push(String(url))
      if (clusters === undefined) throw new TypeError('Failed to fetch')
      return Response.json({ clusters })
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
    answer(next: object[] | undefined) {
      clusters = next
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
