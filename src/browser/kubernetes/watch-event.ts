import * as z from 'zod/mini'
import type { TableRow } from './cluster-api.ts'
import { statusSchema } from './kubernetes-failure.ts'
import { readRow, resourceVersionOf, tableSchema } from './table.ts'

const eventSchema = z.object({ type: z.string(), object: z.unknown() })

/** What a line of a watch means for the rows. */
export type WatchEvent =
  | { readonly type: 'put' | 'delete'; readonly rows: readonly TableRow[]; readonly resourceVersion?: string }
  | { readonly type: 'bookmark'; readonly resourceVersion?: string }
  /** The watch ends here. `expired`: the resource version is too old, so that only a new list helps. */
  | { readonly type: 'error'; readonly expired: boolean }

/**
 * Reads a line of a watch on Tables. What cannot be read ends the watch as an error: it might have been a change.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function readWatchEvent(line: unknown): WatchEvent {
  const event = eventSchema.safeParse(line)
  const table = tableSchema.safeParse(event.data?.object)
  if (!event.success || event.data.type === 'ERROR' || !table.success) {
    const status = statusSchema.safeParse(event.data?.object)
    return { type: 'error', expired: status.data?.code === 410 }
  }
  const resourceVersion = resourceVersionOf(table.data)
  const at = resourceVersion === undefined ? {} : { resourceVersion }
  if (event.data.type === 'BOOKMARK') return { type: 'bookmark', ...at }
  const rows = (table.data.rows ?? []).map(readRow).filter((row) => row !== undefined)
  return { type: event.data.type === 'DELETED' ? 'delete' : 'put', rows, ...at }
}
