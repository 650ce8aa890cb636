import styled from '@emotion/styled'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { ReachabilityState } from '../../kubernetes/watch-reachability.ts'
import type { SessionState } from '../../session/session.ts'
import { Button } from '../button.tsx'
import type { ClusterEntry } from '../cluster-entry.ts'
import { Actions, PageHeading, Quiet } from '../page.tsx'
import { SearchField } from '../search-field.tsx'
import { useMessages } from '../stages.ts'
import { StatusMark } from '../status-mark.tsx'

const SEARCH_FROM = 6

interface HeadProps {
  readonly entries: readonly ClusterEntry[]
  readonly sessions: SessionState['sessions']
  readonly reachability: StoreApi<ReachabilityState>
  readonly wanted: string
  readonly onWanted: (wanted: string) => void
  readonly onSignInToAll: () => void
  readonly onSignOutOfAll: () => void
}

/** How one stands with all clusters together, and what can be done about all of them. */
export function BoardHead(props: HeadProps) {
  const words = useMessages().clusters
  const { entries, sessions } = props
  return (
    <Head>
      <div>
        <PageHeading>{words.title}</PageHeading>
        <Standing>
          {entries.length > 1 && <Summary {...props} />}
          <SilentBackend reachability={props.reachability} />
        </Standing>
      </div>
      <Actions>
        {hasSearch(entries) && (
          <SearchField label={words.find} value={props.wanted} onChange={props.onWanted} />
        )}
        {clientsToSignInTo(entries, sessions) > 1 && (
          <Button data-look="outlined" onClick={props.onSignInToAll}>
            {words.signInToAll}
          </Button>
        )}
        {Object.values(sessions).some(isSignedIn) && (
          <Button data-look="outlined" onClick={props.onSignOutOfAll}>
            {words.signOutOfAll}
          </Button>
        )}
      </Actions>
    </Head>
  )
}

export const hasSearch = (entries: readonly ClusterEntry[]) => entries.length >= SEARCH_FROM

function Summary({ entries, sessions, reachability }: HeadProps) {
  const words = useMessages().clusters
  const unreachable = useStore(
    reachability,
    ({ clusters }) => entries.filter(({ name }) => clusters[name]?.status === 'unreachable').length,
  )
  const signedIn = entries.filter(({ name }) => isSignedIn(sessions[name])).length
  // A number that is about to change is none yet.
  const isCounted = !entries.some(({ name }) => sessions[name]?.status === 'restoring')
  const unusable = entries.filter(({ status }) => status === 'broken').length
  const parts = [
    ...(isCounted ? [words.signedIn(signedIn, entries.length)] : []),
    ...(unreachable > 0 ? [words.unreachableCount(unreachable)] : []),
    ...(unusable > 0 ? [words.unusableCount(unusable)] : []),
  ]
  return <Figures>{parts.join(', ')}</Figures>
}

/** In the page before it says anything: only then a screen reader says it, too. */
function SilentBackend({ reachability }: Pick<HeadProps, 'reachability'>) {
  const words = useMessages().clusters
  const isSilent = useStore(reachability, ({ backend }) => backend === 'silent')
  return (
    <Silent role="status">{isSilent && <StatusMark tone="warning">{words.backendSilent}</StatusMark>}</Silent>
  )
}

const isSignedIn = (session: SessionState['sessions'][keyof SessionState['sessions']] | undefined) =>
  session?.status === 'signed-in'

/** How many sign-ins it takes until all clusters are open. */
function clientsToSignInTo(entries: readonly ClusterEntry[], sessions: SessionState['sessions']): number {
  const clients = entries.flatMap((entry) =>
    entry.status === 'ready' && entry.method === 'oidc' && isSignedOut(sessions[entry.name]?.status)
      ? [entry.clientKey]
      : [],
  )
  return new Set(clients).size
}

const isSignedOut = (status: string | undefined) => status === undefined || status === 'signed-out'

const Head = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 12,
  minHeight: 32,
  marginBottom: 12,
})
const Standing = styled('div')({ display: 'flex', flexWrap: 'wrap', columnGap: 12 })
const Silent = styled('div')({
  display: 'flex',
  minWidth: 0,
  '& [data-tone] > span': { whiteSpace: 'normal' },
})
/** As high as its line before there is anything to say, so that nothing jumps. */
const Figures = styled(Quiet)({ fontVariantNumeric: 'tabular-nums', minHeight: '1lh' })
