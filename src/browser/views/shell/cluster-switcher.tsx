import styled from '@emotion/styled'
import { Link } from 'wouter'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { SessionState } from '../../session/session.ts'
import { Chevron } from '../chevron.tsx'
import { NameText } from '../name-text.tsx'
import { closePopover, panelItem, Popover } from '../popover.tsx'
import { sectionPath, type Section } from '../sections.ts'
import { useMessages } from '../stages.ts'
import { Shape } from '../status-mark.tsx'
import { color } from '../theme.ts'

/** Where one is, and the way to the other clusters. */
export function ClusterSwitcher(props: {
  current: string
  section: Section
  names: readonly ClusterName[]
  sessions: SessionState['sessions']
}) {
  const { shell } = useMessages()
  return (
    <Popover
      label={shell.switchCluster(props.current)}
      align="start"
      button={
        <Current>
          <NameText name={props.current} />
          <Chevron />
        </Current>
      }
    >
      <ul>
        {props.names.map((name) => (
          <li key={name}>
            <Item
              href={sectionPath(name, props.section)}
              onClick={closePopover}
              aria-current={name === props.current ? 'true' : undefined}
            >
              <SignedIn signedIn={props.sessions[name]?.status === 'signed-in'} />
              <NameText name={name} />
            </Item>
          </li>
        ))}
        <Last>
          <Item href="/" onClick={closePopover}>
            {shell.allClusters}
          </Item>
        </Last>
      </ul>
    </Popover>
  )
}

function SignedIn({ signedIn }: { signedIn: boolean }) {
  const { shell } = useMessages()
  return (
    <span style={{ display: 'flex' }}>
      <Shape tone={signedIn ? 'good' : 'quiet'} />
      <span className="unseen">{signedIn ? shell.isSignedIn : shell.isNotSignedIn} </span>
    </span>
  )
}

const Current = styled('span')({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  minWidth: 0,
  maxWidth: 'min(44ch, 100%)',
})
const Item = styled(Link)({
  ...panelItem,
  minWidth: 0,
  '&[aria-current]': { background: color.hover, fontWeight: 600 },
})
const Last = styled('li')({ marginTop: 6, paddingTop: 6, borderTop: `1px solid ${color.line}` })
