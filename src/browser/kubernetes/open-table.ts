import type { StoreApi } from 'zustand/vanilla'
import { AppError } from '../../contract/app-error.ts'
import type { ErrorCode } from '../../contract/error-codes.ts'
import type { Timers } from '../session/timers.ts'
import { backoffMs } from './backoff.ts'
import type { LiveTable, TableColumn, TableQuery, TableRow } from './cluster-api.ts'
import type { KubernetesRequest } from './kubernetes-request.ts'
import { listTable } from './list-table.ts'
import { createLiveRows } from './live-rows.ts'
import { wait } from './wait.ts'
import type { WatchEvent } from './watch-event.ts'
import { watchTable } from './watch-table.ts'
import type { Words } from './words.ts'

const FINAL: readonly ErrorCode[] = [
  'KUBERNETES_FORBIDDEN',
  'SESSION_ENDED',
  'TOKEN_REFUSED',
  'CLUSTER_UNKNOWN',
]
/** What went on for this long worked: a failure after it is the first one again. */
const WORKED_MS = 10_000

/**
 * Lists a resource and keeps the list live: one watch, opened again from where it ended, and a new list where the API
 * server has forgotten that place. What fails is tried again, ever more slowly; what is forbidden, or ends with the
 * session, is not.
 */
export function openTable(
  query: TableQuery,
  deps: {
    request: KubernetesRequest
    /** Tells when the session ends. @returns a function that stops telling */
    onSessionEnd(listener: () => void): () => void
    nowMs(): number
    timers: Timers
    random(): number
    words: Words
  },
): { readonly table: StoreApi<LiveTable>; close(): void } {
  const { request, timers, nowMs, words } = deps
  const path = pathOf(query)
  const rows = createLiveRows(timers)
  const closing = new AbortController()
  const { signal } = closing
  const isClosed = () => signal.aborted
  let resourceVersion: string | undefined

  async function list(): Promise<string> {
    let listed: TableRow[] = []
    let columns: readonly TableColumn[] = []
    let version = ''
    const isFirst = rows.isEmpty()
    for await (const chunk of listTable(path, { request, signal, words })) {
      listed = chunk.restarted ? [...chunk.rows] : listed.concat(chunk.rows)
      if (chunk.columns.length > 0) columns = chunk.columns
      version = chunk.resourceVersion
      if (isFirst || chunk.last) rows.show(columns, listed, chunk.last)
    }
    return version
  }

  async function watch(from: string): Promise<void> {
    const onEvent = (event: WatchEvent) => {
      if (event.type === 'put') rows.put(event.rows)
      if (event.type === 'delete') rows.remove(event.rows)
      if (event.type !== 'error') resourceVersion = event.resourceVersion ?? resourceVersion
    }
    const onOpen = () => rows.setWatch('live')
    try {
      const outcome = await watchTable(
        { path, resourceVersion: from },
        { request, timers, signal, words, onOpen, onEvent },
      )
      if (outcome === 'expired') resourceVersion = undefined
    } catch (failure) {
      if (!(failure instanceof AppError) || failure.code !== 'KUBERNETES_FORBIDDEN') throw failure
      // Who may list but not watch gets a new list now and then.
      resourceVersion = undefined
      throw new AppError('KUBERNETES_FAILED', failure.message)
    }
  }

  async function listAndWatch(): Promise<void> {
    resourceVersion ??= await list()
    await watch(resourceVersion)
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!isClosed()) {
      const startedAtMs = nowMs()
      const failure = await listAndWatch().then(
        () => undefined,
        (error: unknown) => asAppError(error, words),
      )
      if (isClosed()) return
      if (failure && FINAL.includes(failure.code)) return end(failure)
      if (failure) rows.interrupt(failure)
      failures = nowMs() - startedAtMs >= WORKED_MS ? Number(failure !== undefined) : failures + 1
      // The end of a watch is no failure, unless each one ends at once.
      const inARow = failure ? failures : failures - 1
      if (inARow > 0) await wait(backoffMs(inARow, deps.random()), timers, signal)
    }
  }

  function end(failure: AppError): void {
    close()
    rows.end(failure)
  }

  function close(): void {
    closing.abort()
    rows.close()
    stopWaitingForEnd()
  }

  const stopWaitingForEnd = deps.onSessionEnd(() => end(new AppError('SESSION_ENDED', words().signedOut)))
  void run()
  return { table: rows.table, close }
}

function pathOf({ groupVersion, namespace, resource }: TableQuery): string {
  const scope = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`
  return `${groupVersion}${scope}/${resource}`
}

function asAppError(error: unknown, words: Words): AppError {
  if (error instanceof AppError) return error
  return new AppError('KUBERNETES_FAILED', words().listUnreadable, { cause: error })
}
