import styled from '@emotion/styled'
import { color, NARROW } from '../theme.ts'

/** A fairlead: the ring on a ship's rail that leads a rope where it should go. */
export function Wordmark() {
  return (
    <Mark>
      <svg viewBox="0 0 24 24" width="24" height="24" fill="none" strokeLinecap="round" aria-hidden="true">
        <circle cx="12" cy="12" r="8.8" stroke="currentColor" strokeWidth="2.2" />
        <path d={ROPE} stroke={color.surface} strokeWidth="5.6" />
        <path d={ROPE} stroke={color.accent} strokeWidth="2.4" />
      </svg>
      <Word>Fairlead</Word>
    </Mark>
  )
}

const ROPE = 'M1.2 7.5c5 0 7 1.5 10.8 4.5s6 4.5 10.8 4.5'

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
