import { styled } from '@mui/material/styles'
import { color, NARROW } from '../theme.ts'

/** A fairlead: the open ring on a ship's rail that guides a rope where it should go. */
export function Wordmark() {
  return (
    <Mark>
      <svg viewBox="0 0 24 24" width="22" height="22" fill="none" strokeLinecap="round" aria-hidden="true">
        <path d="M8.600 6.300a7.600 7.600 0 1 0 6.800 0" stroke="currentColor" strokeWidth="2.200" />
        <path
          d="M12 1.600v10.600c0 3.200 1.600 4.300 4.600 5.600 2.800 1.200 4.400 2.200 5 4.600"
          stroke={color.accent}
          strokeWidth="2.200"
        />
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
