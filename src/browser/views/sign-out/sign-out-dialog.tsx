import styled from '@emotion/styled'
import { useId, useState } from 'react'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import { Button } from '../button.tsx'
import { useLaterMessages } from '../later-messages.ts'
import { Modal, ModalTitle } from '../modal.ts'
import { nameList } from '../name-list.ts'
import { Quiet } from '../page.tsx'
import { showModal } from '../show-modal.ts'
import { useLanguage } from '../stages.ts'
import { NARROW } from '../theme.ts'
import { AtIssuer, WhichClusters, type SignOutChoice } from './sign-out-choices.tsx'

export interface SignOutDialogProps {
  /** Left out for a sign-out of all. */
  readonly cluster?: ClusterName | undefined
  /** Clusters that the same sign-in opens. */
  readonly sharedWith: readonly ClusterName[]
  /** How many further clusters are signed in. */
  readonly others: number
  /** The issuers of what is signed out of that can end their own session: of the cluster's, or of all without one. */
  readonly issuerHosts: readonly string[]
  /** The same where all clusters are chosen instead of one. */
  readonly issuerHostsOfAll?: readonly string[] | undefined
  /** The cluster's session is a pasted token, of which no issuer knows. */
  readonly pasted: boolean
  readonly onSignOut: (what: SignOutChoice) => void
  readonly onDismiss: () => void
}

/** What to end: one sign-in or all that are here, and the issuers' own sessions where they can be ended. */
export function SignOutDialog(props: SignOutDialogProps) {
  const say = useLaterMessages().signOut
  const title = useId()
  const [clusters, setClusters] = useState<SignOutChoice['clusters']>(props.cluster ? 'this' : 'all')
  const [wantsAtIssuer, setWantsAtIssuer] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const hosts = clusters === 'all' ? (props.issuerHostsOfAll ?? props.issuerHosts) : props.issuerHosts
  const isPastedAlone = props.pasted && clusters === 'this'
  const signOut = () => {
    setLeaving(true)
    props.onSignOut({ clusters, atIssuer: wantsAtIssuer && hosts.length > 0 })
  }
  return (
    <Modal ref={showModal} aria-labelledby={title} onClose={props.onDismiss}>
      <ModalTitle id={title}>{props.cluster ? say.titleOf(props.cluster) : say.titleOfAll}</ModalTitle>
      <p>{say.ends}</p>
      {props.cluster && props.others > 0 && (
        <WhichClusters {...props} cluster={props.cluster} chosen={clusters} onChoose={setClusters} />
      )}
      {props.cluster && props.others === 0 && <EndsToo sharedWith={props.sharedWith} />}
      {props.pasted && <Quiet>{say.pasted}</Quiet>}
      {!isPastedAlone && <AtIssuer hosts={hosts} wanted={wantsAtIssuer} onWant={setWantsAtIssuer} />}
      <Ways>
        <Button onClick={props.onDismiss}>{say.cancel}</Button>
        <Primary
          data-look="primary"
          data-focus-first
          aria-disabled={leaving}
          onClick={leaving ? undefined : signOut}
        >
          <span aria-live="polite">{leaving ? say.signingOut : say.signOut}</span>
        </Primary>
      </Ways>
    </Modal>
  )
}

function EndsToo({ sharedWith }: Pick<SignOutDialogProps, 'sharedWith'>) {
  const say = useLaterMessages().signOut
  const language = useLanguage()
  const [first, second] = sharedWith
  if (first === undefined) return undefined
  const names = nameList(sharedWith, language, say.furtherNames)
  return <p>{second === undefined ? say.endsTooWithOne(first) : say.endsTooWith(names)}</p>
}

const Ways = styled('div')({
  display: 'flex',
  justifyContent: 'flex-end',
  gap: 8,
  [NARROW]: { display: 'grid', justifyContent: 'stretch', '& > :last-child': { order: -1 } },
})
const Primary = styled(Button)({ minHeight: 38, minWidth: 120, fontSize: '0.875rem' })
