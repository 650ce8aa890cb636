import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import { Chevron } from '../chevron.tsx'
import { color, NARROW } from '../theme.ts'

/** Too narrow for one row of columns, too wide for cards. */
const MEDIUM = '@media (640px < width <= 1120px)'
/** Names and persons get what the ends and the buttons do not need. */
const COLUMNS = 'minmax(0, 1.02fr) minmax(0, 1.06fr) minmax(0, 1.3fr) minmax(0, 1.65fr) 144px 150px'

const row = { display: 'grid', gridTemplateColumns: COLUMNS, columnGap: 12, padding: '0 16px' } as const

export const Card = styled('div')({
  border: `1px solid ${color.line}`,
  borderRadius: 8,
  background: color.surface,
  overflow: 'hidden',
})

export const HeadRow = styled('div')({
  ...row,
  lineHeight: '32px',
  color: color.inkQuiet,
  fontSize: '0.75rem',
  borderBottom: `1px solid ${color.line}`,
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  [MEDIUM]: { display: 'none' },
  [NARROW]: { display: 'none' },
})

/** Each row is laid out by itself, so that the browser can leave out those that are off the screen. */
export const Row = styled('li')({
  ...row,
  alignItems: 'start',
  padding: '7px 16px',
  contentVisibility: 'auto',
  containIntrinsicBlockSize: 'auto 55px',
  '& + &': { borderTop: `1px solid ${color.line}` },
  '&:hover, &:focus-within': { background: color.hover },
  '&:focus-visible': { outlineOffset: -2 },
  // Below the bar that stays on top.
  '&, & a, & button': { scrollMargin: '96px 0 32px' },
  [MEDIUM]: {
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.1fr) 160px',
    gridTemplateAreas: '"name session actions" "server session actions" "issuer end actions"',
    containIntrinsicBlockSize: 'auto 118px',
    rowGap: 2,
  },
  [NARROW]: {
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: 4,
    padding: 12,
    containIntrinsicBlockSize: 'auto 226px',
  },
})

/**
 * One fact of a row. Its label shows in a card only: in a table the head row says it to whoever sees that. Without a
 * fact there is no label to hear either.
 */
export function Fact(props: { area: string; label: string; children: ReactNode }) {
  if (!props.children) return <OneFact style={{ '--area': props.area }} />
  return (
    <OneFact style={{ '--area': props.area }}>
      <Label>{props.label} </Label>
      <Lines>{props.children}</Lines>
    </OneFact>
  )
}

const OneFact = styled('div')<{ style: { '--area': string } }>({
  position: 'relative',
  minWidth: 0,
  [MEDIUM]: { gridArea: 'var(--area)' },
  [NARROW]: {
    display: 'grid',
    gridTemplateColumns: '132px minmax(0, 1fr)',
    '&:empty': { display: 'none' },
  },
})

const Label = styled('span')({
  color: color.inkQuiet,
  '@media (width > 640px)': { position: 'absolute', clipPath: 'inset(50%)', userSelect: 'none' },
})

const Lines = styled('div')({ minWidth: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' })

/** A line of a fact that gives way to what stands behind it. */
export const Line = styled('div')({
  display: 'flex',
  alignItems: 'baseline',
  gap: 6,
  minWidth: 0,
  minHeight: 20,
  [NARROW]: { flexWrap: 'wrap', '& [data-tone] > span': { whiteSpace: 'normal', overflowWrap: 'anywhere' } },
})

export const Elided = styled('span')({
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  [NARROW]: { whiteSpace: 'normal', overflowWrap: 'anywhere' },
})

export const QuietLine = styled(Line)({ color: color.inkQuiet, fontSize: '0.75rem' })

export const RowName = styled('div')({
  minWidth: 0,
  fontWeight: 600,
  '& a': { display: 'block', color: color.ink },
  [MEDIUM]: { gridArea: 'name' },
})

export const RowActions = styled('div')({
  display: 'flex',
  gap: 8,
  justifyContent: 'flex-end',
  alignSelf: 'center',
  [MEDIUM]: { gridArea: 'actions' },
  [NARROW]: { justifyContent: 'flex-start', marginTop: 8 },
})

export const WholeRow = styled('div')({ gridColumn: '1 / -1', minWidth: 0, padding: '6px 0' })

/** Opens what a row tells on demand: words with room for a finger. */
export function Disclosure(props: {
  shown: boolean
  onToggle: () => void
  label?: string
  children: ReactNode
}) {
  return (
    <LineButton
      aria-expanded={props.shown}
      aria-label={props.label}
      title={props.label}
      onClick={props.onToggle}
    >
      {props.children}
      <Chevron />
    </LineButton>
  )
}

/** A button within a line, that gives way as words do. */
export const LineButton = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  minWidth: 0,
  minHeight: 24,
  margin: '-2px -4px',
  padding: '0 4px',
  border: 0,
  borderRadius: 3,
  background: 'none',
  color: 'inherit',
  cursor: 'pointer',
  '&:hover': { color: color.ink },
  // Words in front of it give way first: what it says would run into the next column.
  '&:not(:first-child)': { flex: 'none' },
  '& > svg': { flex: 'none' },
  '&[aria-expanded="true"] > svg:last-child': { rotate: '180deg' },
})
