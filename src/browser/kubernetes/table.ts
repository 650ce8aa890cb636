import * as z from 'zod/mini'
import type { TableRow } from './cluster-api.ts'

/** Asks for what `kubectl get` prints, computed by the server. */
export const TABLE_MEDIA_TYPE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

/**
 * A server-side Table as far as it is the same for thousands of rows; {@link readRow} reads each row.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables
 */
export const tableSchema = z.object({
  kind: z.literal('Table'),
  metadata: z.optional(
    z.object({ resourceVersion: z.optional(z.string()), continue: z.optional(z.string()) }),
  ),
  columnDefinitions: z.nullish(
    z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        format: z.string(),
        description: z.string(),
        priority: z.number(),
      }),
    ),
  ),
  rows: z.nullish(z.array(z.unknown())),
})

export type Table = z.infer<typeof tableSchema>

type Json = Readonly<Record<string, unknown>>

/**
 * Reads a row by hand: a schema costs too much for each of thousands.
 *
 * @returns `undefined` for what is no row of a named object
 */
export function readRow(row: unknown): TableRow | undefined {
  if (!isObject(row) || !Array.isArray(row['cells']) || !isObject(row['object'])) return undefined
  const metadata = row['object']['metadata']
  if (!isObject(metadata)) return undefined
  const { uid, name, namespace, creationTimestamp } = metadata
  if (typeof uid !== 'string' || typeof name !== 'string') return undefined
  const createdAtMs = typeof creationTimestamp === 'string' ? Date.parse(creationTimestamp) : NaN
  return {
    uid,
    name,
    ...(typeof namespace === 'string' && { namespace }),
    ...(!Number.isNaN(createdAtMs) && { createdAtMs }),
    cells: row['cells'].map(readCell),
  }
}

/** The resource version that a Table carries, on itself or, in a watch, on its one row's object. */
export function resourceVersionOf(table: Table): string | undefined {
  if (table.metadata?.resourceVersion) return table.metadata.resourceVersion
  const [row] = table.rows ?? []
  const object = isObject(row) && isObject(row['object']) ? row['object']['metadata'] : undefined
  const version = isObject(object) ? object['resourceVersion'] : undefined
  return typeof version === 'string' && version !== '' ? version : undefined
}

function readCell(cell: unknown): string | number | boolean | null {
  if (cell === null || cell === undefined) return null
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
    ? cell
    : JSON.stringify(cell)
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null
