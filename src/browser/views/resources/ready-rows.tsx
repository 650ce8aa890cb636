import useMediaQuery from '@mui/material/useMediaQuery'
import styled from '@emotion/styled'
import { Button } from '../button.tsx'
import { Quiet } from '../page.tsx'
import { SECTIONS } from '../sections.ts'
import { NARROW } from '../theme.ts'
import type { Sorting } from './arrange-rows.ts'
import { ResourceCards } from './resource-cards.tsx'
import { ResourceTable, type ShownRows } from './resource-table.tsx'
import { EmptyPanel, StatePanel } from './state-panels.tsx'

interface ReadyRowsProps extends Omit<ShownRows, 'label'> {
  readonly namespace: string | undefined
  /** How many there are without the filter. */
  readonly total: number
  /** False while further chunks are on their way. */
  readonly complete: boolean
  readonly wanted: string
  readonly sorting: Sorting | undefined
  readonly onSort: (key: string) => void
  readonly onForget: () => void
}

/** The rows, as a table or as cards; or why there are none. */
export function ReadyRows(props: ReadyRowsProps) {
  const { section, cluster, namespace, columns, rows, clock, complete } = props
  const cards = useMediaQuery(NARROW.replace('@media ', ''))
  if (props.total === 0 && complete)
    return <EmptyPanel what={section} cluster={cluster} namespace={namespace} />
  if (rows.length === 0 && complete) return <NoMatch {...props} />
  const shown = { label: SECTIONS[section].title, cluster, section, columns, rows, clock }
  return (
    <>
      {cards ? (
        <ResourceCards {...shown} />
      ) : (
        <ResourceTable {...shown} sorting={props.sorting} onSort={props.onSort} />
      )}
      {!complete && <More role="status">Loading more…</More>}
    </>
  )
}

function NoMatch({ section, wanted, onForget }: ReadyRowsProps) {
  return (
    <StatePanel heading={`No ${section} match “${wanted}”`}>
      <div>
        <Button data-look="outlined" onClick={onForget}>
          Clear the filter
        </Button>
      </div>
    </StatePanel>
  )
}

const More = styled(Quiet)({ padding: '8px 12px' })
