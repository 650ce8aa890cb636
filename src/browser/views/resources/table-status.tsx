import styled from '@emotion/styled'
import type { LiveTable } from '../../kubernetes/cluster-api.ts'
import { useLaterMessages } from '../later-messages.ts'
import type { Section } from '../sections.ts'
import { useLanguage } from '../stages.ts'
import { StatusMark } from '../status-mark.tsx'
import { color } from '../theme.ts'
import { localeOf } from '../time-text.ts'

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
  const say = useLaterMessages().resources
  return (
    <Line>
      <Count>{useCountText(section, table, shown)}</Count>
      <span role="status">
        {table.watch === 'live' ? (
          <StatusMark tone="good" title={say.liveMeans}>
            {say.live}
          </StatusMark>
        ) : (
          <StatusMark tone="warning" title={say.staleMeans}>
            {say.stale}
          </StatusMark>
        )}
      </span>
    </Line>
  )
}

function useCountText(section: Section, { rows, complete }: ReadyTable, shown: number): string {
  const say = useLaterMessages().resources
  const { format } = new Intl.NumberFormat(localeOf(useLanguage()))
  const total = `${format(rows.length)}${complete ? '' : '+'}`
  const text = shown === rows.length ? total : say.someOf(format(shown), total)
  return say[section].counted(text, complete ? rows.length : 2)
}

const Line = styled('div')({ display: 'flex', alignItems: 'center', gap: 14, marginLeft: 'auto' })
const Count = styled('span')({ color: color.inkQuiet, fontVariantNumeric: 'tabular-nums' })
