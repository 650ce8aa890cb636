import styled from '@emotion/styled'
import type { ReactNode } from 'react'
import { color, NARROW } from './theme.ts'

/** A page's title in the tab, and its heading, which takes the focus when one comes here from another page. */
export function PageHeading({ children, tab }: { children: string; tab?: string }) {
  return (
    <>
      <title>{tab ? `${tab} · Fairlead` : `${children} · Fairlead`}</title>
      <Heading tabIndex={-1}>{children}</Heading>
    </>
  )
}

/** A page with one thing to say and a way on. */
export function CalmPage({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Calm>
      <PageHeading>{heading}</PageHeading>
      {children}
    </Calm>
  )
}

export const Actions = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 })

export const Quiet = styled('p')({ color: color.inkQuiet, overflowWrap: 'anywhere' })

/** Shows nothing for the first 300 ms: what is quick must not flicker. */
export const Unhurried = styled('div')({
  animation: 'fairlead-appear 1ms 300ms backwards',
  '@keyframes fairlead-appear': { from: { opacity: 0 } },
})

const Heading = styled('h1')({
  fontSize: '1.125rem',
  fontWeight: 600,
  lineHeight: 1.3,
  letterSpacing: '-0.01em',
})

const Calm = styled('div')({
  width: '100%',
  maxWidth: 560,
  margin: '12vh auto 48px',
  padding: '0 24px',
  display: 'grid',
  gap: 16,
  [NARROW]: { margin: '32px auto', padding: '0 16px' },
})
