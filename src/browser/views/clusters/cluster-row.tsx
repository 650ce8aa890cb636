import { styled } from '@mui/material/styles'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import { clusterPagePath } from '../../../contract/paths.ts'
import type { Session } from '../../session/session.ts'
import type { ClusterEntry, ReadyEntry, UnavailableEntry } from '../cluster-entry.ts'
import { FindingNotice } from '../finding-notice.tsx'
import { Button, LinkButton, TextLink } from '../button.tsx'
import { NameText } from '../name-text.tsx'
import { StatusMark } from '../status-mark.tsx'
import { color, MONO } from '../theme.ts'
import { Fact, Row, RowActions, WholeRow } from './row-layout.tsx'

export interface ClusterIntents {
  onSignIn: (cluster: ClusterName) => void
  onSignOut: (cluster: ClusterName) => void
  onReload: () => void
}

type RowProps<Entry> = { entry: Entry; session: Session | undefined } & ClusterIntents

export function ClusterRow(props: RowProps<ClusterEntry>) {
  const { entry, session } = props
  const reason = reasonOf(entry, session)
  return (
    <Row aria-label={entry.name}>
      <Name>
        {entry.status === 'broken' ? (
          <NameText name={entry.name} />
        ) : (
          <TextLink href={clusterPagePath(entry.name)}>
            <NameText name={entry.name} />
          </TextLink>
        )}
      </Name>
      {entry.status === 'broken' ? <Broken /> : <Known {...props} entry={entry} />}
      {reason && (
        <WholeRow>
          <FindingNotice finding={reason} />
        </WholeRow>
      )}
    </Row>
  )
}

function reasonOf(entry: ClusterEntry, session: Session | undefined) {
  if (entry.status !== 'ready') return entry.reason
  return session?.status === 'signed-out' ? session.reason : undefined
}

function Broken() {
  return (
    <Unusable>
      <StatusMark tone="bad">Cannot be used</StatusMark>
    </Unusable>
  )
}

function Known(props: RowProps<ReadyEntry | UnavailableEntry>) {
  const { entry } = props
  return (
    <>
      <Fact data-label="API server" title={entry.server}>
        <Host>{entry.server}</Host>
      </Fact>
      <Fact data-label="Identity provider" title={entry.issuer}>
        <span>
          <Host>{entry.issuerHost}</Host>
          {entry.sharedWith.length > 0 && (
            <Shared title={`One sign-in opens ${entry.name}, ${entry.sharedWith.join(', ')}`}>
              shared by {entry.sharedWith.length + 1}
            </Shared>
          )}
        </span>
      </Fact>
      <Fact data-label="Session">
        <SessionMark entry={entry} session={props.session} />
      </Fact>
      <RowActions>
        <SessionActions {...props} />
      </RowActions>
    </>
  )
}

function SessionMark({
  entry,
  session,
}: {
  entry: ReadyEntry | UnavailableEntry
  session: Session | undefined
}) {
  if (entry.status === 'issuer-unavailable') return <StatusMark tone="bad">Cannot sign in now</StatusMark>
  if (session === undefined) return <StatusMark tone="quiet">Not signed in</StatusMark>
  switch (session.status) {
    case 'signed-in': {
      const name = session.identity?.username
      return (
        <StatusMark tone="good" title={name}>
          {name ? `Signed in as ${name}` : 'Signed in'}
        </StatusMark>
      )
    }
    case 'restoring':
      return <StatusMark tone="busy">Restoring…</StatusMark>
    case 'signing-in':
      return <StatusMark tone="busy">Taking you to {entry.issuerHost}…</StatusMark>
    case 'signed-out':
      return <StatusMark tone="quiet">Not signed in</StatusMark>
  }
}

function SessionActions({
  entry,
  session,
  onSignIn,
  onSignOut,
  onReload,
}: RowProps<ReadyEntry | UnavailableEntry>) {
  if (entry.status === 'issuer-unavailable') {
    return (
      <Button data-small data-look="outlined" onClick={onReload} aria-label={`Try ${entry.name} again`}>
        Try again
      </Button>
    )
  }
  if (session?.status === 'signed-in') {
    return (
      <>
        <Button data-small onClick={() => onSignOut(entry.name)} aria-label={`Sign out of ${entry.name}`}>
          Sign out
        </Button>
        <LinkButton
          data-small
          data-look="outlined"
          href={clusterPagePath(entry.name)}
          aria-label={`Open ${entry.name}`}
        >
          Open
        </LinkButton>
      </>
    )
  }
  return (
    <Button
      data-small
      data-look="outlined"
      disabled={session?.status === 'restoring' || session?.status === 'signing-in'}
      onClick={() => onSignIn(entry.name)}
      aria-label={`Sign in to ${entry.name}`}
    >
      Sign in
    </Button>
  )
}

const Name = styled('span')({ minWidth: 0, fontWeight: 600, '& a': { display: 'block', color: color.ink } })
const Host = styled('span')({ fontFamily: MONO, fontSize: '0.75rem' })
const Shared = styled('span')({ marginLeft: 8, color: color.inkQuiet, fontSize: '0.75rem' })
const Unusable = styled('span')({ gridColumn: '2 / -1', color: color.bad })
