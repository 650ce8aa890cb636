import useMediaQuery from '@mui/material/useMediaQuery'
import styled from '@emotion/styled'
import { Button } from '../button.tsx'
import { useLaterMessages } from '../later-messages.ts'
import { Quiet } from '../page.tsx'
import { useMessages } from '../stages.ts'
import { NARROW } from '../theme.ts'
import type { SortingProps } from './arrange-rows.ts'
import { CardSorting } from './card-sorting.tsx'
import { ResourceCards } from './resource-cards.tsx'
import { ResourceTable, type ShownRows } from './resource-table.tsx'
import { EmptyPanel, StatePanel } from './state-panels.tsx'

interface ReadyRowsProps extends Omit<ShownRows, 'label'>, SortingProps {
  readonly namespace: string | undefined
  /** How many there are without the filter. */
  readonly total: number
  /** False while further chunks are on their way. */
  readonly complete: boolean
  readonly wanted: string
  readonly onForget: () => void
}

/** The rows, as a table or as cards; or why there are none. */
export function ReadyRows(props: ReadyRowsProps) {
  const { section, cluster, namespace, columns, rows, clock, complete } = props
  const say = useLaterMessages().resources
  const label = useMessages().shell.sections[section]
  const cards = useMediaQuery(NARROW.replace('@media ', ''))
  if (props.total === 0 && complete)
    return <EmptyPanel what={section} cluster={cluster} namespace={namespace} />
  if (rows.length === 0 && complete) return <NoMatch {...props} />
  const shown = { label, cluster, section, columns, rows, clock }
  return (
    <>
      {cards ? (
        <>
          <CardSorting columns={columns} sorting={props.sorting} onSort={props.onSort} />
          <ResourceCards {...shown} />
        </>
      ) : (
        <ResourceTable {...shown} sorting={props.sorting} onSort={props.onSort} />
      )}
      {!complete && <More role="status">{say.loadingMore}</More>}
    </>
  )
}

function NoMatch({ section, wanted, onForget }: ReadyRowsProps) {
  const say = useLaterMessages().resources
  return (
    <StatePanel heading={say[section].noneMatch(wanted)}>
      <div>
        <Button data-look="outlined" onClick={onForget}>
          {say.clearFilter}
        </Button>
      </div>
    </StatePanel>
  )
}

const More = styled(Quiet)({ padding: '8px 12px' })
