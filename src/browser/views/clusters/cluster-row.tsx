import styled from '@emotion/styled'
import { clusterPagePath } from '../../../contract/paths.ts'
import type { Session } from '../../session/session.ts'
import type { ClusterEntry, ReadyEntry, UnavailableEntry } from '../cluster-entry.ts'
import { FindingNotice } from '../finding-notice.tsx'
import { TextLink } from '../button.tsx'
import { NameText } from '../name-text.tsx'
import { StatusMark } from '../status-mark.tsx'
import { color, MONO, NARROW } from '../theme.ts'
import { SessionActions, SessionMark, type ClusterIntents } from './cluster-session.tsx'
import { Fact, Row, RowActions, WholeRow } from './row-layout.tsx'

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
      <Fact label="API server" title={entry.server}>
        <Host>{entry.server}</Host>
      </Fact>
      <Fact label="Identity provider" title={entry.issuer}>
        <span>
          <Host>{entry.issuerHost}</Host>{' '}
          {entry.sharedWith.length > 0 && (
            <Shared title={`One sign-in opens ${entry.name}, ${entry.sharedWith.join(', ')}`}>
              shared by {entry.sharedWith.length + 1}
            </Shared>
          )}
        </span>
      </Fact>
      <Fact label="Session">
        <SessionMark entry={entry} session={props.session} />
      </Fact>
      <RowActions>
        <SessionActions {...props} />
      </RowActions>
    </>
  )
}

const Name = styled('span')({ minWidth: 0, fontWeight: 600, '& a': { display: 'block', color: color.ink } })
const Host = styled('span')({ fontFamily: MONO, fontSize: '0.75rem' })
const Shared = styled('span')({
  marginLeft: 4,
  color: color.inkQuiet,
  fontSize: '0.75rem',
  [NARROW]: { display: 'inline-block', marginLeft: 0 },
})
const Unusable = styled('span')({ gridColumn: '2 / -1', color: color.bad })
