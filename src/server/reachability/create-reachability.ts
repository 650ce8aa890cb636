import type { FastifyBaseLogger } from 'fastify'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Reachability } from '../../contract/reachability.ts'
import type { Cluster, ClusterRegistry } from '../clusters/cluster.ts'
import { createTurns } from './turns.ts'

const FRESH_MS = 15_000
const LONGEST_WAIT_MS = 1_500
const MOST_AT_A_TIME = 8

export interface ReachabilityDeps {
  readonly registry: Pick<ClusterRegistry, 'list'>
  /** Never rejects. @returns why the API server gave no answer; undefined where it gave any */
  readonly ask: (cluster: Cluster) => Promise<Finding | undefined>
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn'>
  /** Monotonic. */
  readonly nowMs: () => number
  readonly timers: Timers
}

export interface Timers {
  /** @returns to be called when it is not waited for any more */
  after(delayMs: number, done: () => void): () => void
}

/** One API server, as far as it was asked. */
interface Known {
  readonly address: string
  state?: { readonly reason: Finding | undefined; readonly sinceMs: number }
  /** When it went into the row to be asked, the last time. */
  queuedAtMs: number
  answeredAtMs: number
  asking: Promise<void> | undefined
}

/**
 * Finds out which API servers can be reached, only when somebody looks, and each at most every fifteen seconds however
 * many look.
 *
 * @returns every ready cluster that has answered or failed so far. Waits for those being asked, a second and a half from
 *   when they went into the row at most: one that is dead holds nobody up, and is told with the next look
 */
export function createReachability(deps: ReachabilityDeps): {
  look(): Promise<readonly Reachability[]>
  /** What is still being asked is not noted any more: an ask that a shutdown cuts short says nothing. */
  close(): void
} {
  const { registry, nowMs, timers } = deps
  const known = new Map<ClusterName, Known>()
  const turns = createTurns(MOST_AT_A_TIME)

  function refresh(cluster: Cluster): Known {
    const address = addressOf(cluster)
    let entry = known.get(cluster.name)
    if (entry?.address !== address) {
      entry = { address, queuedAtMs: -Infinity, answeredAtMs: -Infinity, asking: undefined }
      known.set(cluster.name, entry)
    }
    if (entry.asking === undefined && nowMs() - entry.answeredAtMs >= FRESH_MS) {
      entry.queuedAtMs = nowMs()
      entry.asking = askInTurn(cluster, entry)
    }
    return entry
  }

  async function askInTurn(cluster: Cluster, entry: Known): Promise<void> {
    await turns.take(async () => {
      // It may have left the list while it waited for its turn.
      if (known.get(cluster.name) === entry) note(cluster, entry, await deps.ask(cluster))
    })
    entry.answeredAtMs = nowMs()
    entry.asking = undefined
  }

  function note(cluster: Cluster, entry: Known, reason: Finding | undefined): void {
    if (known.get(cluster.name) !== entry) return
    const before = entry.state
    if (before !== undefined && before.reason?.code === reason?.code) {
      entry.state = { reason, sinceMs: before.sinceMs }
      return
    }
    entry.state = { reason, sinceMs: nowMs() }
    const about = { cluster: cluster.name }
    if (reason !== undefined) deps.log.warn({ ...about, code: reason.code }, reason.message)
    else if (before !== undefined) deps.log.info(about, 'the API server can be reached again')
  }

  async function answersOf(entries: readonly Known[]): Promise<void> {
    const asked = entries.flatMap(({ asking, queuedAtMs }) => (asking ? [{ asking, queuedAtMs }] : []))
    const waitMs = Math.max(...asked.map(({ queuedAtMs }) => queuedAtMs)) + LONGEST_WAIT_MS - nowMs()
    if (asked.length === 0 || waitMs <= 0) return
    const all = Promise.all(asked.map(({ asking }) => asking))
    await new Promise<void>((resolve) => {
      const cancel = timers.after(waitMs, resolve)
      void all.then(() => {
        cancel()
        resolve()
      })
    })
  }

  return {
    async look() {
      const clusters = registry.list().filter((cluster) => cluster.status === 'ready')
      const names = new Set(clusters.map(({ name }) => name))
      for (const name of known.keys()) if (!names.has(name)) known.delete(name)
      const entries = clusters.map(refresh)
      await answersOf(entries)
      return clusters.flatMap(({ name }, index) => describe(name, entries[index]?.state, nowMs()))
    },
    close: () => known.clear(),
  }
}

/** Another address, or another trust in it, is another API server: what is known of the old one says nothing. */
function addressOf({ server, tls, proxyUrl }: Cluster): string {
  return JSON.stringify([server.href, tls, proxyUrl?.href])
}

function describe(cluster: ClusterName, state: Known['state'], nowMs: number): Reachability[] {
  if (state === undefined) return []
  const forS = Math.max(0, Math.floor((nowMs - state.sinceMs) / 1000))
  return state.reason === undefined
    ? [{ cluster, status: 'reachable', forS }]
    : [{ cluster, status: 'unreachable', forS, reason: state.reason }]
}
