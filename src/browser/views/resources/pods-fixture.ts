import type { LiveTable, TableColumn, TableRow } from '../../kubernetes/cluster-api.ts'

type ReadyTable = Extract<LiveTable, { status: 'ready' }>

const column = (name: string, priority = 0, format = ''): TableColumn => ({
  name,
  type: 'string',
  format,
  description: `The ${name}.`,
  priority,
})

export const POD_COLUMNS = [
  column('Name', 0, 'name'),
  column('Ready'),
  column('Status'),
  column('Restarts'),
  column('Age'),
  column('IP', 1),
]

export const NOW_MS = Date.UTC(2026, 0, 1)

/** @param ageS seconds before {@link NOW_MS} */
export function pod(
  namespace: string,
  name: string,
  status = 'Running',
  restarts = '0',
  ageS = 60,
): TableRow {
  return {
    uid: `${namespace}/${name}`,
    name,
    namespace,
    createdAtMs: NOW_MS - ageS * 1000,
    cells: [name, '1/1', status, restarts, 'as it was', '10.0.0.1'],
  }
}

export const tableOf = (rows: readonly TableRow[], more: Partial<ReadyTable> = {}): ReadyTable => ({
  status: 'ready',
  columns: POD_COLUMNS,
  rows,
  complete: true,
  watch: 'live',
  ...more,
})
