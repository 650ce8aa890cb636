import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Finding } from '../../contract/finding.ts'
import { REACHABILITY_PATH } from '../../contract/paths.ts'
import { reachabilityAnswerSchema, type Reachability } from '../../contract/reachability.ts'
import { browserTimers, type Timers } from '../session/timers.ts'

const ASK_EVERY_MS = 30_000
/** What the backend still waited for it knows by then. */
const ASK_FOR_REST_MS = 7_000
const MOST_ASKS_FOR_REST = 4
const ASK_SILENT_BACKEND_MS = 5_000
const TIMEOUT_MS = 15_000
/** Two answers about the same moment differ by their time on the way, and by rounding. */
const SAME_MOMENT_MS = 5_000

/** Whether the backend reaches an API server, and since when by this browser's clock, in Unix milliseconds. */
export type ClusterReachability =
  | { readonly status: 'reachable'; readonly sinceMs: number }
  | { readonly status: 'unreachable'; readonly sinceMs: number; readonly reason: Finding }

export interface ReachabilityState {
  /** Silent: it cannot be reached, or what stands in front of it says so (5xx). */
  readonly backend: 'answers' | 'silent'
  /** A cluster that was not asked yet is not in it; nor is any while the backend is silent. */
  readonly clusters: Readonly<Record<ClusterName, ClusterReachability>>
}

export const NOTHING_KNOWN: ReachabilityState = { backend: 'answers', clusters: {} }

/** `undefined`: the backend is silent. */
type Answer = readonly Reachability[] | undefined

/**
 * Asks the backend which API servers it reaches, every half minute while the page is visible and somebody listens to
 * the store; sooner where an answer leaves out a cluster, and while the backend is silent. A fact that stays the same
 * stays the same object.
 *
 * @param deps.baseUrl `''` or a path such as `/fairlead`
 * @param deps.clusters those that the backend can be expected to tell of
 */
export function watchReachability(deps: {
  fetch: typeof fetch
  baseUrl: string
  clusters: readonly ClusterName[]
  page: Pick<Document, 'visibilityState' | 'addEventListener'>
  nowMs?: () => number
  timers?: Timers
}): StoreApi<ReachabilityState> {
  const { page, nowMs = Date.now, timers = browserTimers } = deps
  const store = createStore(() => NOTHING_KNOWN)
  let listeners = 0
  let askedMs = -Infinity
  let askAgainMs = 0
  let asksForRest = 0
  let asking = false
  let cancel = () => {}

  function look(): void {
    cancel()
    if (listeners === 0 || asking || page.visibilityState !== 'visible') return
    const waitMs = askedMs + askAgainMs - nowMs()
    if (waitMs > 0) cancel = timers.after(waitMs, look)
    else void ask()
  }

  async function ask(): Promise<void> {
    asking = true
    askedMs = nowMs()
    const answer = await askBackend(deps.fetch, `${deps.baseUrl}${REACHABILITY_PATH}`)
    store.setState((before) => learn(before, answer, nowMs()), true)
    askAgainMs = pause(answer)
    asking = false
    look()
  }

  /** A cluster that is left out again and again is one that the backend no longer knows: that is no reason to hurry. */
  function pause(answer: Answer): number {
    if (!answer) return ASK_SILENT_BACKEND_MS
    const told = new Set(answer.map(({ cluster }) => cluster))
    asksForRest = deps.clusters.every((name) => told.has(name)) ? 0 : asksForRest + 1
    return asksForRest === 0 || asksForRest > MOST_ASKS_FOR_REST ? ASK_EVERY_MS : ASK_FOR_REST_MS
  }

  page.addEventListener('visibilitychange', look)
  return {
    ...store,
    subscribe(listener) {
      const unsubscribe = store.subscribe(listener)
      listeners++
      look()
      let stopped = false
      return () => {
        if (!stopped) listeners--
        stopped = true
        unsubscribe()
        look()
      }
    },
  }
}

/** An answer that makes no sense says nothing about any cluster. */
async function askBackend(fetch: typeof globalThis.fetch, url: string): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch {
    return undefined
  }
  if (response.status >= 500) return undefined
  try {
    return reachabilityAnswerSchema.parse(await response.json()).clusters
  } catch {
    return []
  }
}

function learn(before: ReachabilityState, answer: Answer, nowMs: number): ReachabilityState {
  const backend = answer ? 'answers' : 'silent'
  const clusters = learnClusters(before.clusters, answer ?? [], nowMs)
  return backend === before.backend && clusters === before.clusters ? before : { backend, clusters }
}

function learnClusters(
  before: ReachabilityState['clusters'],
  answer: readonly Reachability[],
  nowMs: number,
): ReachabilityState['clusters'] {
  const after: Record<ClusterName, ClusterReachability> = {}
  for (const told of answer) {
    const known = before[told.cluster]
    const now = seen(told, nowMs)
    after[told.cluster] = known && isSame(known, now) ? known : now
  }
  const names = Object.keys(after) as ClusterName[]
  const unchanged =
    names.length === Object.keys(before).length && names.every((name) => after[name] === before[name])
  return unchanged ? before : after
}

function seen(told: Reachability, nowMs: number): ClusterReachability {
  const sinceMs = nowMs - told.forS * 1000
  return told.status === 'reachable'
    ? { status: told.status, sinceMs }
    : { status: told.status, sinceMs, reason: told.reason }
}

function isSame(a: ClusterReachability, b: ClusterReachability): boolean {
  if (a.status !== b.status || Math.abs(a.sinceMs - b.sinceMs) > SAME_MOMENT_MS) return false
  return a.status === 'reachable' || (b.status === 'unreachable' && a.reason.message === b.reason.message)
}
