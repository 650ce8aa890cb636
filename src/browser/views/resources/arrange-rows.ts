import type { TableRow } from '../../kubernetes/cluster-api.ts'
import type { ShownColumn } from './table-columns.ts'

export interface Sorting {
  readonly key: string
  readonly direction: 'ascending' | 'descending'
}

/** `undefined`: as the list itself is ordered. */
export interface SortingProps {
  readonly sorting: Sorting | undefined
  readonly onSort: (sorting: Sorting | undefined) => void
}

const naturally = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** The rows that hold every wanted word in a shown column, in the wanted order. Without one, the list's own. */
export function arrangeRows(
  rows: readonly TableRow[],
  columns: readonly ShownColumn[],
  wanted: string,
  sorting: Sorting | undefined,
): readonly TableRow[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  const found = words.length === 0 ? rows : rows.filter((row) => holdsAll(row, columns, words))
  const column = columns.find((candidate) => candidate.key === sorting?.key)
  if (!column || !sorting) return found
  const sign = sorting.direction === 'ascending' ? 1 : -1
  return [...found].sort((a, b) => sign * compare(a, b, column))
}

/** A header's next state: ascending, descending, the list's own order. */
export function nextSorting(sorting: Sorting | undefined, key: string): Sorting | undefined {
  if (sorting?.key !== key) return { key, direction: 'ascending' }
  return sorting.direction === 'ascending' ? { key, direction: 'descending' } : undefined
}

function holdsAll(row: TableRow, columns: readonly ShownColumn[], words: readonly string[]): boolean {
  const text = columns
    .map((column) => (column.kind === 'age' ? '' : column.text(row)))
    .join('\n')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}

function compare(a: TableRow, b: TableRow, column: ShownColumn): number {
  // The youngest has the smallest age and the largest time of creation.
  if (column.kind === 'age') return (b.createdAtMs ?? 0) - (a.createdAtMs ?? 0)
  return naturally.compare(column.text(a), column.text(b))
}
