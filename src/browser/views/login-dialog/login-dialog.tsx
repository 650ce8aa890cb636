import { Suspense, useId, useState, type ReactNode } from 'react'
import type { Finding } from '../../../contract/finding.ts'
import type { Session } from '../../session/session.ts'
import { TextLink } from '../button.tsx'
import type { SignInEntry } from '../cluster-entry.ts'
import { FindingNotice } from '../finding-notice.tsx'
import { Modal, ModalTitle } from '../modal.ts'
import { nameList } from '../name-list.ts'
import { Quiet, Unhurried } from '../page.tsx'
import { showModal } from '../show-modal.ts'
import { useLanguage, useMessages } from '../stages.ts'
import { DialogHead, FactList, OtherWays } from './dialog-layout.tsx'
import { WayIn } from './way-in.tsx'

export interface LoginDialogProps {
  readonly entry: SignInEntry
  readonly session: Extract<Session, { status: 'signed-out' | 'signing-in' }>
  /** Whether a bearer token may be pasted. */
  readonly pastedTokens: boolean
  readonly onSignIn: (how?: { samePage?: boolean }) => void
  readonly onSignInAsSomeoneElse: () => void
  /** Gives up a sign-in whose window is open. */
  readonly onCancel: () => void
  readonly onReload: () => void
  readonly onDismiss: () => void
  /** What belongs to the person rather than to the cluster, such as the language. */
  readonly tools?: ReactNode
  /** The form for a token; it may load while the dialog shows. */
  readonly tokenForm: (onCancel: () => void) => ReactNode
}

/** The way into a cluster: which one, who will ask for the credentials, and one button; other ways stay quiet. */
export function LoginDialog(props: LoginDialogProps) {
  const { entry, session } = props
  const words = useMessages().dialog
  const title = useId()
  const [wantsToken, setWantsToken] = useState(false)
  const reason = reasonToShow(entry, session)
  const onlyToken = entry.method === 'token'
  return (
    <Modal ref={showModal} aria-labelledby={title} onClose={props.onDismiss}>
      <DialogHead>
        <ModalTitle id={title}>{words.title(entry.name)}</ModalTitle>
        {props.tools}
      </DialogHead>
      {reason && <FindingNotice finding={reason} />}
      <Facts entry={entry} />
      {(onlyToken || wantsToken) && props.pastedTokens ? (
        <Suspense fallback={<FormToCome />}>
          {props.tokenForm(onlyToken ? props.onDismiss : () => setWantsToken(false))}
        </Suspense>
      ) : entry.method === 'token' ? (
        <WithoutAnyWay />
      ) : (
        <WayIn {...props} entry={entry} reason={reason?.code} onUseToken={() => setWantsToken(true)} />
      )}
    </Modal>
  )
}

function reasonToShow(entry: SignInEntry, session: Session): Finding | undefined {
  if (entry.status === 'issuer-unavailable') return entry.reason
  return session.status === 'signed-out' ? session.reason : undefined
}

function Facts({ entry }: { entry: SignInEntry }) {
  const { dialog: words, shell } = useMessages()
  const language = useLanguage()
  return (
    <FactList>
      <dt>{words.apiServer}</dt>
      <dd title={entry.server}>{entry.server}</dd>
      {entry.method === 'oidc' && (
        <>
          <dt>{words.issuer}</dt>
          <dd title={entry.issuer}>{entry.issuerHost}</dd>
        </>
      )}
      {entry.sharedWith.length > 0 && (
        <>
          <dt>{words.alsoOpens}</dt>
          <dd title={entry.sharedWith.join(', ')}>
            {nameList(entry.sharedWith, language, shell.furtherNames)}
          </dd>
        </>
      )}
    </FactList>
  )
}

function FormToCome() {
  return (
    <Unhurried>
      <Quiet role="status">{useMessages().dialog.loadingForm}</Quiet>
    </Unhurried>
  )
}

function WithoutAnyWay() {
  const words = useMessages().dialog
  return (
    <>
      <Quiet>{words.tokensShutOff}</Quiet>
      <OtherWays>
        <TextLink href="/" data-focus-first>
          {words.backToClusters}
        </TextLink>
      </OtherWays>
    </>
  )
}
