import type { TableColumn, TableRow } from '../../kubernetes/cluster-api.ts'

/** How a cell is drawn. */
export type CellKind = 'name' | 'namespace' | 'status' | 'age' | 'number' | 'text'

export interface ShownColumn {
  readonly key: string
  readonly title: string
  readonly description: string
  /** Of title and description: the API server's are English. Left out: the page's. */
  readonly lang?: 'en'
  readonly kind: CellKind
  /** CSS width; the name takes what is left. */
  readonly width: string | undefined
  /** To show, to search and to sort by. An age is left to `createdAtMs`. */
  text(row: TableRow): string
}

const WIDTH: Record<string, string> = { Ready: '84px', Status: '220px', Restarts: '136px', Age: '84px' }

export interface NamespaceWords {
  readonly title: string
  readonly description: string
}

/**
 * The columns to show: those that the server always shows, and the namespace where rows of several are mixed.
 *
 * @param namespace what that column is called; left out where there is only one
 */
export function shownColumns(
  columns: readonly TableColumn[],
  namespace: NamespaceWords | undefined,
): ShownColumn[] {
  return columns.flatMap((column, index) => {
    if (column.priority !== 0) return []
    const shown = shownColumn(column, index)
    return namespace && shown.kind === 'name' ? [shown, { ...NAMESPACE, ...namespace }] : [shown]
  })
}

const NAMESPACE: Omit<ShownColumn, 'title' | 'description'> = {
  key: 'Namespace',
  kind: 'namespace',
  width: '18%',
  text: (row) => row.namespace ?? '',
}

function shownColumn(column: TableColumn, index: number): ShownColumn {
  const kind = cellKind(column)
  return {
    key: column.name,
    title: column.name,
    description: column.description,
    lang: 'en',
    kind,
    width: kind === 'name' ? undefined : (WIDTH[column.name] ?? (kind === 'number' ? '88px' : '160px')),
    text: (row) => String(row.cells[index] ?? ''),
  }
}

function cellKind({ name, type, format }: TableColumn): CellKind {
  if (format === 'name' || name === 'Name') return 'name'
  if (name === 'Status') return 'status'
  if (name === 'Age' || type === 'date') return 'age'
  return type === 'integer' || type === 'number' ? 'number' : 'text'
}
