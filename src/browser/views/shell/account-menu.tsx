import styled from '@emotion/styled'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { Session } from '../../session/session.ts'
import { NameText } from '../name-text.tsx'
import { Quiet } from '../page.tsx'
import { Popover } from '../popover.tsx'
import { color, MONO, NARROW } from '../theme.ts'
import { describeSessionEnd } from './describe-session-end.ts'
import { Button } from '../button.tsx'

/** Who one is in this cluster, until when, and the way out. */
export function AccountMenu(props: {
  cluster: ClusterName
  sharedWith: readonly ClusterName[]
  session: Extract<Session, { status: 'signed-in' }>
  onSignOut: () => void
}) {
  const { identity } = props.session
  const name = identity?.username ?? 'Signed in'
  return (
    <Popover
      label={`Account: ${name}`}
      align="end"
      button={
        <Who>
          <Person />
          <Name>
            <NameText name={name} />
          </Name>
        </Who>
      }
    >
      <Body>
        <div>
          <Strong>{name}</Strong>
          <Quiet>in {props.cluster}</Quiet>
        </div>
        {identity && identity.groups.length > 0 && <Groups groups={identity.groups} />}
        <Quiet>{describeSessionEnd(props.session)}</Quiet>
        <Button data-look="outlined" onClick={props.onSignOut}>
          Sign out
        </Button>
        {props.sharedWith.length > 0 && (
          <Quiet>Also signs you out of {props.sharedWith.join(', ')}: one sign-in opens them all.</Quiet>
        )}
      </Body>
    </Popover>
  )
}

function Groups({ groups }: { groups: readonly string[] }) {
  return (
    <div>
      <Quiet>Groups</Quiet>
      <GroupList>
        {groups.map((group) => (
          <li key={group}>{group}</li>
        ))}
      </GroupList>
    </div>
  )
}

function Person() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" style={{ flex: 'none' }}>
      <g fill="none" stroke="currentColor" strokeWidth="1.5">
        <circle cx="8" cy="5.4" r="2.9" />
        <path d="M2.6 14c.5-3 2.6-4.4 5.4-4.4s4.9 1.4 5.4 4.4" strokeLinecap="round" />
      </g>
    </svg>
  )
}

const Who = styled('span')({ display: 'flex', alignItems: 'center', gap: 6, minWidth: 0 })
const Name = styled('span')({ maxWidth: '32ch', minWidth: 0, [NARROW]: { display: 'none' } })
const Body = styled('div')({ display: 'grid', gap: 12, padding: 8, width: 'min(280px, 80vw)' })
const Strong = styled('p')({ fontWeight: 600, overflowWrap: 'anywhere' })
const GroupList = styled('ul')({
  fontFamily: MONO,
  fontSize: '0.75rem',
  overflowWrap: 'anywhere',
  maxHeight: 160,
  overflow: 'auto',
  color: color.ink,
})
