import useMediaQuery from '@mui/material/useMediaQuery'
import { styled } from '@mui/material/styles'
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { LiveTable } from '../../kubernetes/cluster-api.ts'
import { FindingNotice } from '../finding-notice.tsx'
import { Quiet } from '../page.tsx'
import { SearchField } from '../search-field.tsx'
import { SECTIONS, type Section } from '../sections.ts'
import { TableSkeleton } from '../table-skeleton.tsx'
import { NARROW } from '../theme.ts'
import { arrangeRows, nextSorting, type Sorting } from './arrange-rows.ts'
import { EmptyPanel, ForbiddenPanel, StatePanel } from './state-panels.tsx'
import { ResourceCards } from './resource-cards.tsx'
import { ResourceTable } from './resource-table.tsx'
import { shownColumns } from './table-columns.ts'
import { TableStatus } from './table-status.tsx'
import { Button } from '../button.tsx'

export interface ResourceViewProps {
  readonly cluster: ClusterName
  readonly section: Section
  readonly namespace: string | undefined
  readonly table: LiveTable
  readonly clock: StoreApi<number>
  readonly picker: ReactNode
  readonly onRetry: () => void
}

type ReadyTable = Extract<LiveTable, { status: 'ready' }>

/** A live table with its filter and its namespace, in whatever state it is. */
export function ResourceView(props: ResourceViewProps) {
  const [wanted, setWanted] = useState('')
  const { table } = props
  return (
    <>
      <Toolbar>
        {props.picker}
        {table.status === 'ready' && (
          <>
            <SearchField label={`Filter ${props.section}`} value={wanted} onChange={setWanted} />
            <TableStatus table={table} />
          </>
        )}
      </Toolbar>
      {table.status === 'ready' ? (
        <Rows {...props} table={table} wanted={wanted} onForget={() => setWanted('')} />
      ) : (
        <NotReady {...props} table={table} />
      )}
    </>
  )
}

function NotReady(props: ResourceViewProps & { table: Exclude<LiveTable, ReadyTable> }) {
  const { table, section, cluster, namespace } = props
  switch (table.status) {
    case 'loading':
      return <TableSkeleton label={`Loading ${section}…`} />
    case 'forbidden':
      return <ForbiddenPanel what={section} cluster={cluster} namespace={namespace} message={table.message} />
    case 'failed':
      return (
        <StatePanel heading={`The ${section} could not be listed`}>
          <FindingNotice finding={table.reason} />
          <div>
            <Button data-look="outlined" onClick={props.onRetry}>
              Try again
            </Button>
          </div>
        </StatePanel>
      )
  }
}

function Rows(props: ResourceViewProps & { table: ReadyTable; wanted: string; onForget: () => void }) {
  const { table, section, cluster, namespace, clock } = props
  const [sorting, setSorting] = useState<Sorting>()
  const wanted = useDeferredValue(props.wanted)
  const cards = useMediaQuery(NARROW.replace('@media ', ''))
  const mixed = SECTIONS[section].namespaced && namespace === undefined
  const columns = useMemo(() => shownColumns(table.columns, mixed), [table.columns, mixed])
  const rows = useMemo(
    () => arrangeRows(table.rows, columns, wanted, sorting),
    [table.rows, columns, wanted, sorting],
  )
  if (table.rows.length === 0 && table.complete) {
    return <EmptyPanel what={section} cluster={cluster} namespace={namespace} />
  }
  if (rows.length === 0 && table.complete) {
    return (
      <StatePanel heading={`No ${section} match “${wanted}”`}>
        <div>
          <Button data-look="outlined" onClick={props.onForget}>
            Clear the filter
          </Button>
        </div>
      </StatePanel>
    )
  }
  const shown = { label: SECTIONS[section].title, cluster, section, columns, rows, clock }
  return (
    <>
      {cards ? (
        <ResourceCards {...shown} />
      ) : (
        <ResourceTable {...shown} sorting={sorting} onSort={(key) => setSorting(nextSorting(sorting, key))} />
      )}
      {!table.complete && <More role="status">Loading more…</More>}
    </>
  )
}

const Toolbar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  minHeight: 32,
  marginBottom: 10,
  [NARROW]: { '& > *': { flex: '1 1 140px' } },
})
const More = styled(Quiet)({ padding: '8px 12px' })
