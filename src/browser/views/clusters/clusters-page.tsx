import styled from '@emotion/styled'
import { useDeferredValue, useRef, useState } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { ReachabilityState } from '../../kubernetes/watch-reachability.ts'
import type { SessionState } from '../../session/session.ts'
import { Button } from '../button.tsx'
import type { ClusterEntry } from '../cluster-entry.ts'
import { Quiet } from '../page.tsx'
import { useMessages } from '../stages.ts'
import { NARROW } from '../theme.ts'
import { BoardHead, hasSearch } from './board-head.tsx'
import type { ClusterIntents } from './cluster-actions.tsx'
import { ClusterRow } from './cluster-row.tsx'
import { matches } from './match-cluster.ts'
import { useKeysOfBoard } from './move-by-keys.ts'
import { NoClusters } from './no-clusters.tsx'
import { reasonsToldBefore } from './reasons.ts'
import { Card, HeadRow } from './row-layout.tsx'
import { useSteadyIntents } from './steady-intents.ts'

export interface ClustersPageProps extends ClusterIntents {
  readonly entries: readonly ClusterEntry[]
  readonly sessions: SessionState['sessions']
  /** Unix milliseconds, moving on once a second. */
  readonly clock: StoreApi<number>
  readonly reachability: StoreApi<ReachabilityState>
  readonly onSignInToAll: () => void
  readonly onSignOutOfAll: () => void
}

/** The session board: every cluster that Fairlead knows, and how one stands with it. */
export function ClustersPage(props: ClustersPageProps) {
  return props.entries.length === 0 ? <NoClusters /> : <Board {...props} />
}

function Board(props: ClustersPageProps) {
  const { entries, sessions } = props
  const [wanted, setWanted] = useState('')
  const intents = useSteadyIntents(props)
  const board = useRef<HTMLDivElement>(null)
  useKeysOfBoard(board)
  // What one types must not wait for two hundred rows.
  const searched = useDeferredValue(wanted)
  const shown = entries.filter((entry) => matches(entry, sessions[entry.name], searched))
  const toldBy = reasonsToldBefore(shown, sessions)
  return (
    <Page ref={board}>
      <BoardHead {...props} wanted={wanted} onWanted={setWanted} />
      <Card>
        <ColumnNames />
        <ul aria-label={useMessages().clusters.title}>
          {shown.map((entry) => (
            <ClusterRow
              key={entry.name}
              entry={entry}
              session={sessions[entry.name]}
              clock={props.clock}
              reachability={props.reachability}
              intents={intents}
              toldBy={toldBy.get(entry.name)}
            />
          ))}
        </ul>
        {shown.length === 0 && <NoMatch wanted={searched} onForget={() => setWanted('')} />}
      </Card>
      <Found count={searched.trim() === '' ? undefined : shown.length} />
      {entries.length > 1 && <Keys search={hasSearch(entries)} />}
    </Page>
  )
}

function ColumnNames() {
  const { columns } = useMessages().clusters
  return (
    <HeadRow aria-hidden="true">
      <span>{columns.cluster}</span>
      <span>{columns.apiServer}</span>
      <span>{columns.issuer}</span>
      <span>{columns.session}</span>
      <span>{columns.end}</span>
    </HeadRow>
  )
}

function NoMatch({ wanted, onForget }: { wanted: string; onForget: () => void }) {
  const words = useMessages().clusters
  return (
    <None>
      <Quiet>{words.noMatch(wanted)}</Quiet>
      <Button data-small data-look="outlined" onClick={onForget}>
        {words.clearSearch}
      </Button>
    </None>
  )
}

/** Tells who cannot see the list how far it has shrunk. */
function Found({ count }: { count: number | undefined }) {
  const words = useMessages().clusters
  return (
    <p className="unseen" role="status">
      {count === undefined ? '' : words.found(count)}
    </p>
  )
}

function Keys({ search }: { search: boolean }) {
  return <KeyLine>{useMessages().clusters.keys(search)}</KeyLine>
}

const Page = styled('div')({
  maxWidth: 1320,
  margin: '0 auto',
  padding: '28px 24px 48px',
  position: 'relative',
  [NARROW]: { padding: '16px 12px 32px' },
})
const None = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12, padding: 16 })
/** Where there is most likely a keyboard. */
const KeyLine = styled(Quiet)({
  marginTop: 12,
  fontSize: '0.75rem',
  '@media not all and (hover: hover) and (pointer: fine)': { display: 'none' },
  [NARROW]: { display: 'none' },
})
