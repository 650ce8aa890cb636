import styled from '@emotion/styled'
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { LiveTable } from '../../kubernetes/cluster-api.ts'
import { useLaterMessages } from '../later-messages.ts'
import { SearchField } from '../search-field.tsx'
import { SECTIONS, type Section } from '../sections.ts'
import { NARROW } from '../theme.ts'
import { arrangeRows, type Sorting } from './arrange-rows.ts'
import { NotReady } from './not-ready.tsx'
import { ReadyRows } from './ready-rows.tsx'
import { shownColumns } from './table-columns.ts'
import { TableStatus } from './table-status.tsx'

export interface ResourceViewProps {
  readonly cluster: ClusterName
  readonly section: Section
  readonly namespace: string | undefined
  readonly table: LiveTable
  readonly clock: StoreApi<number>
  readonly picker: ReactNode
  readonly onRetry: () => void
}

/** A live table with its filter and its namespace, in whatever state it is. */
export function ResourceView(props: ResourceViewProps) {
  const { table, section, namespace } = props
  const [wanted, setWanted] = useState('')
  const [sorting, setSorting] = useState<Sorting>()
  const say = useLaterMessages().resources
  const shown = useShown(table, SECTIONS[section].namespaced && namespace === undefined, wanted, sorting)
  return (
    <>
      <Toolbar>
        {props.picker}
        {table.status === 'ready' && (
          <>
            <SearchField label={say[section].filter} value={wanted} onChange={setWanted} />
            <TableStatus section={section} table={table} shown={shown.rows.length} />
          </>
        )}
      </Toolbar>
      {table.status === 'ready' ? (
        <ReadyRows
          {...props}
          {...shown}
          total={table.rows.length}
          complete={table.complete}
          wanted={wanted}
          sorting={sorting}
          onSort={setSorting}
          onForget={() => setWanted('')}
        />
      ) : (
        <NotReady {...props} table={table} />
      )}
    </>
  )
}

function useShown(table: LiveTable, mixed: boolean, wanted: string, sorting: Sorting | undefined) {
  const { namespace: title, namespaceMeans: description } = useLaterMessages().resources
  const words = useDeferredValue(wanted)
  const all = table.status === 'ready' ? table : NOTHING
  const columns = useMemo(
    () => shownColumns(all.columns, mixed ? { title, description } : undefined),
    [all.columns, mixed, title, description],
  )
  const rows = useMemo(
    () => arrangeRows(all.rows, columns, words, sorting),
    [all.rows, columns, words, sorting],
  )
  return { columns, rows }
}

const NOTHING = { columns: [], rows: [] }

const Toolbar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  minHeight: 32,
  marginBottom: 10,
  [NARROW]: { '& > *': { flex: '1 1 140px' } },
})
