import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { Finding } from '../../../contract/finding.ts'
import { FindingNotice } from '../finding-notice.tsx'
import { Button, LinkButton } from '../button.tsx'
import { Actions, CalmPage, Quiet } from '../page.tsx'
import { useMessages } from '../stages.ts'

export function UnknownClusterPage({ name }: { name: string }) {
  const { problems } = useMessages()
  return (
    <CalmPage heading={problems.unknownCluster}>
      <p>
        {problems.knowsNoCluster} <code translate="no">{name}</code>
      </p>
      <Quiet>{problems.mayBeRenamed}</Quiet>
      <ToClusters />
    </CalmPage>
  )
}

export function BrokenClusterPage({ name, reason }: { name: ClusterName; reason: Finding }) {
  const { problems } = useMessages()
  return (
    <CalmPage heading={problems.cannotBeUsed(name)}>
      <FindingNotice finding={reason} />
      <ToClusters />
    </CalmPage>
  )
}

export function UnknownPage() {
  const { problems } = useMessages()
  return (
    <CalmPage heading={problems.noSuchPage}>
      <Quiet>{problems.leadsNowhere}</Quiet>
      <ToClusters />
    </CalmPage>
  )
}

export function ConfigUnreachablePage({ reason, onReload }: { reason: Finding; onReload: () => void }) {
  const { problems } = useMessages()
  return (
    <CalmPage heading={problems.backendDoesNotAnswer}>
      <FindingNotice finding={reason} />
      <Actions>
        <Button data-look="primary" onClick={onReload}>
          {problems.tryAgain}
        </Button>
      </Actions>
    </CalmPage>
  )
}

export function SignInFailedPage({
  reason,
  returnTo,
}: {
  reason: Finding
  /** Path, query and fragment, base URL included. */
  returnTo?: string | undefined
}) {
  const { problems } = useMessages()
  return (
    <CalmPage heading={problems.signInDidNotWork}>
      <FindingNotice finding={reason} />
      <Actions>
        {returnTo && (
          <LinkButton data-look="primary" href={`~${returnTo}`} replace>
            {problems.tryAgain}
          </LinkButton>
        )}
        <LinkButton data-look="outlined" href="/" replace>
          {problems.backToClusters}
        </LinkButton>
      </Actions>
    </CalmPage>
  )
}

/** Something of ours broke. */
export function BrokenPage({ onReload }: { onReload: () => void }) {
  const { problems } = useMessages()
  return (
    <CalmPage heading={problems.pageBroke}>
      <p role="alert">{problems.whatBroke}</p>
      <Quiet>{problems.consoleHoldsDetails}</Quiet>
      <Actions>
        <Button data-look="primary" onClick={onReload}>
          {problems.reload}
        </Button>
      </Actions>
    </CalmPage>
  )
}

function ToClusters() {
  const { problems } = useMessages()
  return (
    <Actions>
      <LinkButton data-look="outlined" href="/">
        {problems.backToClusters}
      </LinkButton>
    </Actions>
  )
}
