import styled from '@emotion/styled'
import { useId } from 'react'
import type { Finding } from '../../../contract/finding.ts'
import type { Session } from '../../session/session.ts'
import type { ReadyEntry, UnavailableEntry } from '../cluster-entry.ts'
import { FindingNotice } from '../finding-notice.tsx'
import { Button, TextLink } from '../button.tsx'
import { Quiet } from '../page.tsx'
import { color, MONO } from '../theme.ts'
import { showModal } from './show-modal.ts'

/** The way into a cluster: which one, who will ask for the credentials, and one button. */
export function LoginDialog(props: {
  entry: ReadyEntry | UnavailableEntry
  session: Extract<Session, { status: 'signed-out' | 'signing-in' }>
  onSignIn: () => void
  /** Offered where the API server refused who one is. */
  onSignInAsSomeoneElse: () => void
  onReload: () => void
  onDismiss: () => void
}) {
  const { entry, session } = props
  const title = useId()
  const reason = reasonToShow(entry, session)
  return (
    <Dialog ref={showModal} aria-labelledby={title} onClose={props.onDismiss}>
      <Title id={title}>Sign in to {entry.name}</Title>
      {reason && <FindingNotice finding={reason} />}
      <Facts entry={entry} />
      {entry.status === 'ready' ? (
        <SignInButton
          issuerHost={entry.issuerHost}
          leaving={session.status === 'signing-in'}
          onClick={props.onSignIn}
        />
      ) : (
        <Primary data-look="primary" data-focus-first onClick={props.onReload}>
          Try again
        </Primary>
      )}
      {entry.status === 'ready' && reason?.code === 'TOKEN_REFUSED' && (
        <Button onClick={props.onSignInAsSomeoneElse}>Sign in as someone else</Button>
      )}
      {entry.status === 'ready' && <WhatHappens entry={entry} />}
      <Other>
        <TextLink href="/">Back to clusters</TextLink>
      </Other>
    </Dialog>
  )
}

function reasonToShow(entry: ReadyEntry | UnavailableEntry, session: Session): Finding | undefined {
  if (entry.status === 'issuer-unavailable') return entry.reason
  return session.status === 'signed-out' ? session.reason : undefined
}

function Facts({ entry }: { entry: ReadyEntry | UnavailableEntry }) {
  return (
    <FactList>
      <dt>API server</dt>
      <dd title={entry.server}>{entry.server}</dd>
      <dt>Identity provider</dt>
      <dd title={entry.issuer}>{entry.issuerHost}</dd>
      {entry.sharedWith.length > 0 && (
        <>
          <dt>Also opens</dt>
          <dd title={entry.sharedWith.join(', ')}>{entry.sharedWith.join(', ')}</dd>
        </>
      )}
    </FactList>
  )
}

function SignInButton(props: { issuerHost: string; leaving: boolean; onClick: () => void }) {
  return (
    <Primary
      data-look="primary"
      data-focus-first
      aria-disabled={props.leaving}
      onClick={props.leaving ? undefined : props.onClick}
    >
      <span aria-live="polite">{props.leaving ? `Taking you to ${props.issuerHost}…` : 'Sign in'}</span>
    </Primary>
  )
}

function WhatHappens({ entry }: { entry: ReadyEntry }) {
  return (
    <Quiet>
      {entry.issuerHost} asks who you are and sends you back here; your password stays there. You stay signed
      in until you sign out, or until the session ends at {entry.issuerHost} or here.
    </Quiet>
  )
}

const Dialog = styled('dialog')({
  width: 'min(420px, calc(100vw - 32px))',
  maxHeight: 'calc(100dvh - 32px)',
  padding: 24,
  border: `1px solid ${color.line}`,
  borderRadius: 12,
  background: color.surface,
  color: color.ink,
  boxShadow: '0 16px 48px rgb(0 0 0 / 0.18)',
  overflow: 'auto',
  '&[open]': { display: 'grid', gap: 16 },
  '&::backdrop': {
    background: `color-mix(in srgb, ${color.canvas} 55%, transparent)`,
    backdropFilter: 'blur(2px)',
  },
})
const Title = styled('h2')({
  fontSize: '1.125rem',
  fontWeight: 600,
  lineHeight: 1.3,
  overflowWrap: 'anywhere',
})
const Other = styled('p')({ '& a:not(:hover)': { color: color.inkQuiet } })
const FactList = styled('dl')({
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
const Primary = styled(Button)({ minHeight: 38, fontSize: '0.875rem' })
