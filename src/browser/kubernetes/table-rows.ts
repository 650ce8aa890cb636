import type { TableRow } from './cluster-api.ts'

/** The rows of a list by their object's UID. */
export type RowsByUid = ReadonlyMap<string, TableRow>

/** Rows by namespace, then name, as the API server itself orders text: by code unit. */
export function sortedRows(rows: RowsByUid): readonly TableRow[] {
  return [...rows.values()].sort(
    (a, b) => compare(a.namespace ?? '', b.namespace ?? '') || compare(a.name, b.name),
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
