import styled from '@emotion/styled'
import type { ClusterReachability } from '../../kubernetes/watch-reachability.ts'
import type { Session } from '../../session/session.ts'
import type { SignInEntry } from '../cluster-entry.ts'
import { FindingNotice } from '../finding-notice.tsx'
import { useMessages } from '../stages.ts'
import { color, MONO } from '../theme.ts'
import { ownGroupsFirst } from './cluster-session.tsx'
import { WholeRow } from './row-layout.tsx'
import { notRenewedText } from './session-end.tsx'

/** What a row tells on demand. */
export type Told = 'groups' | 'end' | 'reachability' | undefined

export function MoreOfRow(props: {
  told: Told
  entry: SignInEntry
  session: Session | undefined
  reachability: ClusterReachability | undefined
}) {
  const { told, entry, session, reachability } = props
  const messages = useMessages()
  const signedIn = session?.status === 'signed-in' ? session : undefined
  if (told === 'reachability' && reachability?.status === 'unreachable')
    return (
      <WholeRow>
        <FindingNotice finding={reachability.reason} />
      </WholeRow>
    )
  if (told === 'end' && signedIn?.trouble)
    return (
      <WholeRow>
        <FindingNotice finding={signedIn.trouble} />
      </WholeRow>
    )
  if (told === 'end' && signedIn)
    return (
      <WholeRow>
        <Said role="status">{notRenewedText(entry, signedIn, messages)}</Said>
      </WholeRow>
    )
  if (told === 'groups' && signedIn?.identity)
    return (
      <WholeRow>
        <GroupList aria-label={messages.clusters.groups}>
          {ownGroupsFirst(signedIn.identity.groups).map((group) => (
            <li key={group}>{group}</li>
          ))}
        </GroupList>
      </WholeRow>
    )
  return undefined
}

const Said = styled('p')({ color: color.inkQuiet })
const GroupList = styled('ul')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 6px',
  fontFamily: MONO,
  fontSize: '0.75rem',
  overflowWrap: 'anywhere',
  '& li': { padding: '0 6px', border: `1px solid ${color.line}`, borderRadius: 4, background: color.surface },
})
