import { AppError } from '../../contract/app-error.ts'
import type { TableColumn, TableRow } from './cluster-api.ts'
import { isExpired } from './kubernetes-failure.ts'
import type { KubernetesRequest } from './kubernetes-request.ts'
import { readRow, TABLE_MEDIA_TYPE, tableSchema, type Table } from './table.ts'
import type { Words } from './words.ts'

const CHUNK_ROWS = 500

/** A part of a list. */
export interface TableChunk {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly last: boolean
  /** The list began anew, because the API server gave up the rest of the old one: earlier chunks no longer count. */
  readonly restarted: boolean
  /** Where a watch goes on from. */
  readonly resourceVersion: string
}

/**
 * Lists a resource chunk by chunk, so that the first rows show at once.
 *
 * @param path below the cluster, without a query: `/api/v1/pods`
 * @throws AppError as {@link KubernetesRequest}
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function* listTable(
  path: string,
  deps: { request: KubernetesRequest; signal: AbortSignal; words: Words },
): AsyncGenerator<TableChunk> {
  let next = ''
  let restarted = false
  for (;;) {
    // A list that expired once would do so again: the second time it comes whole.
    const chunk = restarted ? {} : { limit: String(CHUNK_ROWS), ...(next && { continue: next }) }
    const query = new URLSearchParams({ includeObject: 'Metadata', ...chunk })
    const table = await requestTable(`${path}?${query}`, deps).catch((failure: unknown) => {
      if (next !== '' && failure instanceof AppError && isExpired(failure)) return undefined
      throw failure
    })
    if (table === undefined) {
      restarted = true
      next = ''
      continue
    }
    next = table.metadata?.continue ?? ''
    yield chunkOf(table, { last: next === '', restarted })
    if (next === '') return
  }
}

async function requestTable(
  path: string,
  { request, signal, words }: Parameters<typeof listTable>[1],
): Promise<Table> {
  const response = await request(path, { accept: TABLE_MEDIA_TYPE, signal })
  const table = tableSchema.safeParse(await response.json().catch(() => undefined))
  if (table.success) return table.data
  throw new AppError('KUBERNETES_FAILED', words().noList)
}

function chunkOf(table: Table, place: Pick<TableChunk, 'last' | 'restarted'>): TableChunk {
  return {
    ...place,
    columns: table.columnDefinitions ?? [],
    rows: (table.rows ?? []).map(readRow).filter((row) => row !== undefined),
    resourceVersion: table.metadata?.resourceVersion ?? '',
  }
}
