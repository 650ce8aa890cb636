import styled from '@emotion/styled'
import type { LiveTable } from '../../kubernetes/cluster-api.ts'
import { SECTIONS, type Section } from '../sections.ts'
import { StatusMark } from '../status-mark.tsx'
import { color } from '../theme.ts'

type ReadyTable = Extract<LiveTable, { status: 'ready' }>

/** How many rows there are, and whether they are still true. */
export function TableStatus({
  section,
  table,
  shown,
}: {
  section: Section
  table: ReadyTable
  shown: number
}) {
  return (
    <Line>
      <Count>{countText(section, table, shown)}</Count>
      <span role="status">
        {table.watch === 'live' ? (
          <StatusMark tone="good" title="Changes show as they happen">
            Live
          </StatusMark>
        ) : (
          <StatusMark tone="warning" title="The connection for changes is being opened again">
            Stale, reconnecting…
          </StatusMark>
        )}
      </span>
    </Line>
  )
}

function countText(section: Section, { rows, complete }: ReadyTable, shown: number): string {
  const total = `${rows.length.toLocaleString()}${complete ? '' : '+'}`
  const of = shown === rows.length ? total : `${shown.toLocaleString()} of ${total}`
  return `${of} ${rows.length === 1 && complete ? SECTIONS[section].one : section}`
}

const Line = styled('div')({ display: 'flex', alignItems: 'center', gap: 14, marginLeft: 'auto' })
const Count = styled('span')({ color: color.inkQuiet, fontVariantNumeric: 'tabular-nums' })
