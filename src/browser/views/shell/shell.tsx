import styled from '@emotion/styled'
import type { MouseEvent, ReactNode } from 'react'
import { Link } from 'wouter'
import { useMessages } from '../stages.ts'
import { color, NARROW } from '../theme.ts'
import { Wordmark } from './wordmark.tsx'

/** The frame of every page: where one is, and what belongs to the person rather than to the page. */
export function Shell(props: { breadcrumb?: ReactNode; tools: ReactNode; children: ReactNode }) {
  const { shell } = useMessages()
  return (
    <>
      <SkipLink href="#main" onClick={skipToMain}>
        {shell.skipToContent}
      </SkipLink>
      <Bar data-in-cluster={props.breadcrumb ? true : undefined}>
        <Home href="/" aria-label={shell.home}>
          <Wordmark />
        </Home>
        {props.breadcrumb && (
          <Breadcrumb aria-label={shell.cluster}>
            <Slash aria-hidden="true">/</Slash>
            {props.breadcrumb}
          </Breadcrumb>
        )}
        <Tools>{props.tools}</Tools>
      </Bar>
      <main id="main" tabIndex={-1}>
        {props.children}
      </main>
    </>
  )
}

/** Without leaving `#main` in the address, which would travel along as the place to return to. */
function skipToMain(event: MouseEvent): void {
  event.preventDefault()
  event.currentTarget.ownerDocument.getElementById('main')?.focus()
}

const SkipLink = styled('a')({
  position: 'fixed',
  zIndex: 3,
  top: 6,
  left: 6,
  padding: '6px 12px',
  borderRadius: 6,
  background: color.surface,
  border: `1px solid ${color.line}`,
  color: color.accent,
  '&:not(:focus)': { transform: 'translateY(-60px)' },
})

const Bar = styled('header')({
  position: 'sticky',
  zIndex: 2,
  top: 0,
  height: 44,
  padding: '0 16px',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  background: color.surface,
  borderBottom: `1px solid ${color.line}`,
  [NARROW]: { padding: '0 10px', gap: 4 },
})

const Home = styled(Link)({ color: 'inherit', textDecoration: 'none', borderRadius: 6, flex: 'none' })
const Breadcrumb = styled('nav')({ display: 'flex', alignItems: 'center', gap: 4, minWidth: 0 })
const Slash = styled('span')({ color: color.inkQuiet, opacity: 0.6 })
const Tools = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  marginLeft: 'auto',
  flex: 'none',
})
