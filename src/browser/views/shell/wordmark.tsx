import { styled } from '@mui/material/styles'
import { color, NARROW } from '../theme.ts'

/** A fairlead: the ring on a ship's rail that leads a rope where it should go. */
export function Wordmark() {
  return (
    <Mark>
      <svg viewBox="0 0 24 24" width="24" height="24" fill="none" strokeLinecap="round" aria-hidden="true">
        <path d="M12 12c4.500 0 4.500 5 10.500 5" stroke={color.accent} strokeWidth="2.400" />
        <circle cx="12" cy="12" r="6.800" stroke={color.surface} strokeWidth="5" />
        <circle cx="12" cy="12" r="6.800" stroke="currentColor" strokeWidth="2.200" />
        <path d="M1.500 7c6 0 6 5 10.500 5" stroke={color.surface} strokeWidth="5" />
        <path d="M1.500 7c6 0 6 5 10.500 5" stroke={color.accent} strokeWidth="2.400" />
      </svg>
      <Word>Fairlead</Word>
    </Mark>
  )
}

const Mark = styled('span')({
  display: 'flex',
  alignItems: 'center',
  gap: 7,
  minHeight: 28,
  padding: '0 4px',
})
const Word = styled('span')({
  fontWeight: 650,
  fontSize: '0.9375rem',
  letterSpacing: '-0.015em',
  [NARROW]: { '[data-in-cluster] &': { display: 'none' } },
})
