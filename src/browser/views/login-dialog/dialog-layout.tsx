import styled from '@emotion/styled'
import { Button } from '../button.tsx'
import { color, MONO } from '../theme.ts'

export const DialogHead = styled('div')({
  display: 'flex',
  alignItems: 'flex-start',
  justifyContent: 'space-between',
  gap: 8,
  '& > h2': { minWidth: 0 },
})

export const FactList = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  gap: '4px 16px',
  '& dt': { color: color.inkQuiet },
  '& dd': {
    fontFamily: MONO,
    fontSize: '0.75rem',
    lineHeight: '1.25rem',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
})

export const Primary = styled(Button)({ minHeight: 38, fontSize: '0.875rem' })

export const Choices = styled('div')({ display: 'grid', gap: 8 })

/** The other ways on, side by side: links, and buttons that look like links. */
export const OtherWays = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  gap: '0 12px',
  '& > a, & > button': {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: 24,
    padding: 0,
    border: 0,
    borderRadius: 3,
    background: 'none',
    color: color.inkQuiet,
    cursor: 'pointer',
  },
  '& > :hover': { color: color.accent, textDecoration: 'underline' },
})
