import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import { color, NARROW, WIDE } from '../theme.ts'

// As wide as what they hold where there is room. The session takes the rest, so that what changes moves no column.
const COLUMNS = 'minmax(48px, auto) minmax(0, auto) minmax(0, auto) minmax(20%, 1fr) 144px'

const rows = {
  display: 'grid',
  gridColumn: '1 / -1',
  gridTemplateColumns: 'subgrid',
  [NARROW]: { display: 'block' },
} as const

export const Card = styled('div')({
  border: `1px solid ${color.line}`,
  borderRadius: 8,
  background: color.surface,
  overflow: 'hidden',
  display: 'grid',
  gridTemplateColumns: COLUMNS,
  columnGap: 16,
  [NARROW]: { display: 'block' },
})

export const Rows = styled('ul')(rows)

export const HeadRow = styled('div')({
  ...rows,
  padding: '0 16px',
  lineHeight: '32px',
  color: color.inkQuiet,
  fontSize: '0.75rem',
  borderBottom: `1px solid ${color.line}`,
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  [NARROW]: { display: 'none' },
})

export const Row = styled('li')({
  ...rows,
  alignItems: 'center',
  minHeight: 44,
  padding: '4px 16px',
  '& + &': { borderTop: `1px solid ${color.line}` },
  '&:hover': { background: color.hover },
  [NARROW]: { display: 'grid', gridTemplateColumns: '1fr', gap: 4, padding: '12px' },
})

/** One fact of a row. Its label shows in a card only: in a table the head row says it to whoever sees that. */
export function Fact(props: { label: string; title?: string; children: ReactNode }) {
  return (
    <OneFact title={props.title}>
      <Label>{props.label} </Label>
      {props.children}
    </OneFact>
  )
}

const OneFact = styled('span')({
  position: 'relative',
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  [NARROW]: { display: 'grid', gridTemplateColumns: '116px minmax(0, 1fr)', whiteSpace: 'normal' },
})

const Label = styled('span')({
  color: color.inkQuiet,
  [WIDE]: { position: 'absolute', clipPath: 'inset(50%)', userSelect: 'none' },
})

export const RowActions = styled('span')({
  display: 'flex',
  gap: 8,
  justifyContent: 'flex-end',
  [NARROW]: { justifyContent: 'flex-start', marginTop: 8 },
})

/** Has no say in how wide the columns are. */
export const WholeRow = styled('div')({
  gridColumn: '1 / -1',
  width: 0,
  minWidth: '100%',
  padding: '4px 0 8px',
})
