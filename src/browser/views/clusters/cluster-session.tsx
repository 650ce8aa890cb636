import styled from '@emotion/styled'
import type { Session } from '../../session/session.ts'
import type { SignInEntry } from '../cluster-entry.ts'
import { isOrdinaryEvent } from '../finding-notice.tsx'
import { StatusMark } from '../status-mark.tsx'
import { useMessages } from '../stages.ts'
import { Disclosure, Elided, QuietLine } from './row-layout.tsx'

const FIRST_GROUPS = 2

/** How one stands with a cluster. */
export function SessionMark({ entry, session }: { entry: SignInEntry; session: Session | undefined }) {
  const words = useMessages().clusters
  if (entry.status === 'issuer-unavailable')
    return <StatusMark tone="bad">{words.cannotSignInNow}</StatusMark>
  const host = entry.method === 'oidc' ? entry.issuerHost : entry.name
  switch (session?.status) {
    case undefined:
    case 'signed-out':
      return (
        <StatusMark tone={session?.reason && !isOrdinaryEvent(session.reason) ? 'warning' : 'quiet'}>
          {words.notSignedIn}
        </StatusMark>
      )
    case 'restoring':
      return <StatusMark tone="busy">{words.restoring}</StatusMark>
    case 'signing-in':
      if (session.window === 'closed') return <StatusMark tone="warning">{words.windowClosed}</StatusMark>
      return (
        <StatusMark tone="busy">
          {session.window === 'open' ? words.windowOpen(host) : words.leavingFor(host)}
        </StatusMark>
      )
    case 'signed-in': {
      const name = session.identity?.username
      return (
        <StatusMark tone="good" title={name}>
          {name ? words.signedInAs(name) : words.signedInNameless}
        </StatusMark>
      )
    }
  }
}

/** The first of the groups, and a way to the rest. Those that a person was put into come before Kubernetes' own. */
export function FirstGroups(props: {
  entry: SignInEntry
  groups: readonly string[]
  shown: boolean
  onToggle: () => void
}) {
  const words = useMessages().clusters
  const groups = ownGroupsFirst(props.groups)
  const further = groups.length - FIRST_GROUPS
  return (
    <QuietLine>
      <Elided title={groups.join(', ')}>{groups.slice(0, FIRST_GROUPS).join(', ')}</Elided>
      {further > 0 && (
        <Disclosure
          shown={props.shown}
          onToggle={props.onToggle}
          label={words.furtherGroupsIn(props.entry.name, further)}
        >
          <More>{words.furtherGroups(further)}</More>
        </Disclosure>
      )}
    </QuietLine>
  )
}

export const ownGroupsFirst = (groups: readonly string[]): readonly string[] =>
  groups.toSorted((a, b) => Number(isKubernetesOwn(a)) - Number(isKubernetesOwn(b)))

const isKubernetesOwn = (group: string) => group.startsWith('system:')

const More = styled('span')({ whiteSpace: 'nowrap' })
