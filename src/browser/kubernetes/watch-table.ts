import { AppError } from '../../contract/app-error.ts'
import type { Timers } from '../session/timers.ts'
import { readJsonLines } from './json-lines.ts'
import { isExpired } from './kubernetes-failure.ts'
import type { KubernetesRequest } from './kubernetes-request.ts'
import { TABLE_MEDIA_TYPE } from './table.ts'
import { readWatchEvent, type WatchEvent } from './watch-event.ts'
import type { Words } from './words.ts'

const LONGEST_WATCH_S = 300
// A connection that died while the machine slept says nothing: give up a little after the server should have ended it.
const PATIENCE_MS = (LONGEST_WATCH_S + 30) * 1000

/**
 * Watches a resource once, until the API server ends it.
 *
 * @param from.resourceVersion what the list, or the last event of the watch before, carried
 * @returns `expired` when only a new list helps, else `ended`: watch again from the last resource version seen
 * @throws AppError as {@link KubernetesRequest}, and `NETWORK_FAILED` when the connection breaks
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export async function watchTable(
  from: { readonly path: string; readonly resourceVersion: string },
  deps: {
    request: KubernetesRequest
    timers: Timers
    signal: AbortSignal
    words: Words
    onOpen(): void
    onEvent(event: WatchEvent): void
  },
): Promise<'ended' | 'expired'> {
  const { path, resourceVersion } = from
  const patience = new AbortController()
  const cancelPatience = deps.timers.after(PATIENCE_MS, () => patience.abort())
  const query = new URLSearchParams({
    watch: 'true',
    resourceVersion,
    allowWatchBookmarks: 'true',
    includeObject: 'Metadata',
    timeoutSeconds: String(LONGEST_WATCH_S),
  })
  try {
    const response = await deps.request(`${path}?${query}`, {
      accept: TABLE_MEDIA_TYPE,
      signal: AbortSignal.any([deps.signal, patience.signal]),
    })
    deps.onOpen()
    for await (const line of readJsonLines(response.body ?? new ReadableStream())) {
      const event = readWatchEvent(line)
      if (event.type === 'error') return stopFor(event, deps.words)
      deps.onEvent(event)
    }
    return 'ended'
  } catch (failure) {
    if (failure instanceof AppError && isExpired(failure)) return 'expired'
    if (failure instanceof AppError) throw failure
    throw new AppError('NETWORK_FAILED', deps.words().liveChangesBroke, { cause: failure })
  } finally {
    cancelPatience()
  }
}

function stopFor(event: { readonly expired: boolean }, words: Words): 'expired' {
  if (event.expired) return 'expired'
  throw new AppError('KUBERNETES_FAILED', words().liveChangesEnded)
}
