import styled from '@emotion/styled'
import { memo, useState } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import { clusterPagePath } from '../../../contract/paths.ts'
import type { ReachabilityState } from '../../kubernetes/watch-reachability.ts'
import type { Session } from '../../session/session.ts'
import { TextLink } from '../button.tsx'
import type { ClusterEntry, SignInEntry } from '../cluster-entry.ts'
import { FindingNotice } from '../finding-notice.tsx'
import { NameText } from '../name-text.tsx'
import { useMessages } from '../stages.ts'
import { StatusMark } from '../status-mark.tsx'
import { color, MONO } from '../theme.ts'
import { ClusterActions, type ClusterIntents } from './cluster-actions.tsx'
import { FirstGroups, SessionMark } from './cluster-session.tsx'
import { MoreOfRow, type Told } from './more-of-row.tsx'
import { ReachabilityFact } from './reachability-fact.tsx'
import { reasonOf } from './reasons.ts'
import { Elided, Fact, Line, QuietLine, Row, RowName, WholeRow } from './row-layout.tsx'
import { SessionEnd } from './session-end.tsx'

interface RowProps<Entry = ClusterEntry> {
  readonly entry: Entry
  readonly session: Session | undefined
  readonly clock: StoreApi<number>
  readonly reachability: StoreApi<ReachabilityState>
  readonly intents: ClusterIntents
  /** The cluster further up that tells the same reason already. */
  readonly toldBy: ClusterName | undefined
}

/** One cluster of the board. Drawn again for its own changes only. */
export const ClusterRow = memo(function ClusterRow(props: RowProps) {
  const { entry, session } = props
  const reason = reasonOf(entry, session)
  return (
    <Row aria-label={entry.name} tabIndex={-1} data-row>
      <RowName>
        {entry.status === 'broken' ? (
          <NameText name={entry.name} />
        ) : (
          <TextLink href={clusterPagePath(entry.name)}>
            <NameText name={entry.name} />
          </TextLink>
        )}
      </RowName>
      {entry.status === 'broken' ? <Broken /> : <Known {...props} entry={entry} />}
      {reason && !props.toldBy && (
        <WholeRow>
          <FindingNotice finding={reason} />
        </WholeRow>
      )}
    </Row>
  )
})

function Broken() {
  return (
    <Unusable>
      <StatusMark tone="bad">{useMessages().clusters.cannotBeUsed}</StatusMark>
    </Unusable>
  )
}

function Known(props: RowProps<SignInEntry>) {
  const { entry, session, clock, intents } = props
  const words = useMessages().clusters
  const reachability = useStore(props.reachability, ({ clusters }) => clusters[entry.name])
  const [told, setTold] = useState<Told>()
  const disclosure = (about: Told) => ({
    shown: told === about,
    onToggle: () => setTold(told === about ? undefined : about),
  })
  return (
    <>
      <Fact area="server" label={words.columns.apiServer}>
        <Line>
          <Host title={entry.server}>{entry.server}</Host>
        </Line>
        <ReachabilityFact {...{ reachability, clock }} {...disclosure('reachability')} />
      </Fact>
      <Fact area="issuer" label={words.columns.issuer}>
        <IssuerFact entry={entry} />
      </Fact>
      <Fact area="session" label={words.columns.session}>
        <Line>
          <SessionMark entry={entry} session={session} />
        </Line>
        {props.toldBy && (
          <QuietLine>
            <Elided>{words.sameReasonAs(props.toldBy)}</Elided>
          </QuietLine>
        )}
        {session?.status === 'signed-in' && (
          <FirstGroups entry={entry} groups={session.identity?.groups ?? []} {...disclosure('groups')} />
        )}
      </Fact>
      <Fact area="end" label={words.columns.end}>
        {session?.status === 'signed-in' && (
          <SessionEnd {...{ entry, session, clock }} onSignIn={intents.onSignIn} {...disclosure('end')} />
        )}
      </Fact>
      <ClusterActions entry={entry} session={session} {...intents} />
      <MoreOfRow {...{ told, entry, session, reachability }} />
    </>
  )
}

function IssuerFact({ entry }: { entry: SignInEntry }) {
  const words = useMessages().clusters
  if (entry.method === 'token')
    return (
      <QuietLine>
        <Elided>{words.noIssuer}</Elided>
      </QuietLine>
    )
  return (
    <>
      <Line>
        <Host title={entry.issuer}>{entry.issuerHost}</Host>
      </Line>
      <OpensToo entry={entry} />
    </>
  )
}

function OpensToo({ entry: { name, sharedWith } }: { entry: SignInEntry }) {
  const words = useMessages().clusters
  const [other, another] = sharedWith
  if (other === undefined) return undefined
  const all = words.opensTogetherNamed([name, ...sharedWith].join(', '))
  return (
    <QuietLine>
      <Elided title={all}>
        {another === undefined ? words.sameSignInAs(other) : words.opensTogether(sharedWith.length + 1)}
      </Elided>
    </QuietLine>
  )
}

const Host = styled(Elided)({ fontFamily: MONO, fontSize: '0.75rem' })
const Unusable = styled('div')({ gridColumn: '2 / -1', color: color.bad })
