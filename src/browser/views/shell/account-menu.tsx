import styled from '@emotion/styled'
import { useState, type MouseEvent } from 'react'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { SignedIn } from '../../session/session.ts'
import { Button } from '../button.tsx'
import { nameList } from '../name-list.ts'
import { NameText } from '../name-text.tsx'
import { Quiet } from '../page.tsx'
import { closePopover, Popover } from '../popover.tsx'
import { useLanguage, useMessages } from '../stages.ts'
import { color, MONO, NARROW } from '../theme.ts'
import { describeSessionEnd } from './describe-session-end.ts'

/** Who one is in this cluster, until when, and the ways out. */
export function AccountMenu(props: {
  cluster: ClusterName
  sharedWith: readonly ClusterName[]
  session: SignedIn
  /** Opens the choice of what to end. */
  onSignOut: () => void
  /** Left out where no identity provider asks who one is. */
  onSignInAsSomeoneElse?: (() => void) | undefined
}) {
  const { shell } = useMessages()
  const { identity } = props.session
  const name = identity?.username ?? shell.nameless
  return (
    <Popover
      label={shell.account(name)}
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
          <Quiet>{shell.inCluster(props.cluster)}</Quiet>
        </div>
        {identity && identity.groups.length > 0 && <Groups groups={identity.groups} />}
        <End {...props} />
        <Button data-look="outlined" onClick={thenClose(props.onSignOut)}>
          {shell.signOut}
        </Button>
        {props.onSignInAsSomeoneElse && (
          <Button onClick={thenClose(props.onSignInAsSomeoneElse)}>{shell.signInAsSomeoneElse}</Button>
        )}
      </Body>
    </Popover>
  )
}

function End({ session, sharedWith }: { session: SignedIn; sharedWith: readonly ClusterName[] }) {
  const messages = useMessages()
  const language = useLanguage()
  const { shell } = messages
  // An end on a later day than the one on which the menu came to be says its day: right also after midnight.
  const [nowMs] = useState(Date.now)
  return (
    <Lines>
      <Quiet>{describeSessionEnd(session, { messages, language, nowMs })}</Quiet>
      {sharedWith.length > 0 && (
        <Quiet>{shell.alsoSignedIn(nameList(sharedWith, language, shell.furtherNames))}</Quiet>
      )}
    </Lines>
  )
}

const thenClose = (act: () => void) => (event: MouseEvent) => {
  closePopover(event)
  act()
}

function Groups({ groups }: { groups: readonly string[] }) {
  return (
    <div>
      <Quiet>{useMessages().shell.groups}</Quiet>
      <GroupList translate="no">
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
const Lines = styled('div')({ display: 'grid', gap: 4 })
const Strong = styled('p')({ fontWeight: 600, overflowWrap: 'anywhere' })
const GroupList = styled('ul')({
  fontFamily: MONO,
  fontSize: '0.75rem',
  overflowWrap: 'anywhere',
  maxHeight: 160,
  overflow: 'auto',
  color: color.ink,
})
