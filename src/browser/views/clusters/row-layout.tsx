import { styled } from '@mui/material/styles'
import type { ReactNode } from 'react'
import { color, NARROW, WIDE } from '../theme.ts'

const COLUMNS = 'minmax(0, 1.4fr) minmax(0, 1.1fr) minmax(0, 1.3fr) minmax(0, 1.6fr) 144px'

export const Card = styled('div')({
  border: `1px solid ${color.line}`,
  borderRadius: 8,
  background: color.surface,
  overflow: 'hidden',
})

export const HeadRow = styled('div')({
  display: 'grid',
  gridTemplateColumns: COLUMNS,
  gap: 16,
  padding: '0 16px',
  lineHeight: '32px',
  color: color.inkQuiet,
  fontSize: '0.75rem',
  borderBottom: `1px solid ${color.line}`,
  [NARROW]: { display: 'none' },
})

export const Row = styled('li')({
  display: 'grid',
  gridTemplateColumns: COLUMNS,
  gap: '0 16px',
  alignItems: 'center',
  minHeight: 44,
  padding: '4px 16px',
  '& + &': { borderTop: `1px solid ${color.line}` },
  '&:hover': { background: color.hover },
  [NARROW]: { gridTemplateColumns: '1fr', gap: 4, padding: '12px' },
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
  [NARROW]: { display: 'grid', gridTemplateColumns: '116px minmax(0, 1fr)' },
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

export const WholeRow = styled('div')({ gridColumn: '1 / -1', padding: '4px 0 8px' })
