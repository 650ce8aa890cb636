import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { Finding } from '../../../contract/finding.ts'
import { FindingNotice } from '../finding-notice.tsx'
import { Button, LinkButton } from '../button.tsx'
import { Actions, CalmPage, Quiet } from '../page.tsx'

export function UnknownClusterPage({ name }: { name: string }) {
  return (
    <CalmPage heading="Unknown cluster">
      <p>
        Fairlead knows no cluster named <code translate="no">{name}</code>.
      </p>
      <Quiet>
        It may have been renamed or removed from the configuration, or the address has a typing error.
      </Quiet>
      <ToClusters />
    </CalmPage>
  )
}

export function BrokenClusterPage({ name, reason }: { name: ClusterName; reason: Finding }) {
  return (
    <CalmPage heading={`${name} cannot be used`}>
      <FindingNotice finding={reason} />
      <ToClusters />
    </CalmPage>
  )
}

export function UnknownPage() {
  return (
    <CalmPage heading="There is no such page">
      <Quiet>The address leads nowhere in Fairlead.</Quiet>
      <ToClusters />
    </CalmPage>
  )
}

export function ConfigUnreachablePage({ reason, onReload }: { reason: Finding; onReload: () => void }) {
  return (
    <CalmPage heading="Fairlead’s backend does not answer">
      <FindingNotice finding={reason} />
      <Actions>
        <Button data-look="primary" onClick={onReload}>
          Try again
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
  return (
    <CalmPage heading="The sign-in did not work">
      <FindingNotice finding={reason} />
      <Actions>
        {returnTo && (
          <LinkButton data-look="primary" href={`~${returnTo}`} replace>
            Try again
          </LinkButton>
        )}
        <LinkButton data-look="outlined" href="/" replace>
          Back to clusters
        </LinkButton>
      </Actions>
    </CalmPage>
  )
}

/** Something of ours broke. */
export function BrokenPage({ onReload }: { onReload: () => void }) {
  return (
    <CalmPage heading="This page broke">
      <p role="alert">
        Something in Fairlead went wrong. You are still signed in; reloading the page mends most of it.
      </p>
      <Quiet>The browser’s console holds the details for a report.</Quiet>
      <Actions>
        <Button data-look="primary" onClick={onReload}>
          Reload the page
        </Button>
      </Actions>
    </CalmPage>
  )
}

function ToClusters() {
  return (
    <Actions>
      <LinkButton data-look="outlined" href="/">
        Back to clusters
      </LinkButton>
    </Actions>
  )
}
