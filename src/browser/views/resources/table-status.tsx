import { styled } from '@mui/material/styles'
import type { LiveTable } from '../../kubernetes/cluster-api.ts'
import { StatusMark } from '../status-mark.tsx'
import { color } from '../theme.ts'

/** How many rows there are, and whether they are still true. */
export function TableStatus({ table }: { table: Extract<LiveTable, { status: 'ready' }> }) {
  const count = `${table.rows.length.toLocaleString()}${table.complete ? '' : '+'}`
  return (
    <Line>
      <Count>
        {count} {table.rows.length === 1 ? 'row' : 'rows'}
      </Count>
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

const Line = styled('div')({ display: 'flex', alignItems: 'center', gap: 14, marginLeft: 'auto' })
const Count = styled('span')({ color: color.inkQuiet, fontVariantNumeric: 'tabular-nums' })
