import styled from '@emotion/styled'
import { Unhurried } from './page.tsx'
import { color } from './theme.ts'

const WIDTHS = [38, 52, 44, 61, 35, 49, 57, 42]

/** Rows in the shape of what comes. It does not move, and shows only where there is something to wait for. */
export function TableSkeleton({ label }: { label: string }) {
  return (
    <Unhurried role="status">
      <span className="unseen">{label}</span>
      <TableRowsToCome />
    </Unhurried>
  )
}

export function TableRowsToCome() {
  return (
    <Rows aria-hidden="true">
      {WIDTHS.map((width) => (
        <Line key={width}>
          <Bar style={{ width: `${width}%` }} />
          <Bar style={{ width: 56 }} />
          <Bar style={{ width: 88 }} />
        </Line>
      ))}
    </Rows>
  )
}

const Rows = styled('div')({ borderTop: `1px solid ${color.line}`, marginTop: 44 })
const Line = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 100px 160px',
  alignItems: 'center',
  height: 32,
  borderBottom: `1px solid ${color.line}`,
})
const Bar = styled('span')({ height: 8, borderRadius: 4, background: color.hover })
