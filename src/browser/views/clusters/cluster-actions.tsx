import { useEffect, useRef } from 'react'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import { clusterPagePath } from '../../../contract/paths.ts'
import type { Session } from '../../session/session.ts'
import { Button, LinkButton } from '../button.tsx'
import type { SignInEntry } from '../cluster-entry.ts'
import { useMessages } from '../stages.ts'
import { RowActions } from './row-layout.tsx'

export interface ClusterIntents {
  readonly onSignIn: (cluster: ClusterName) => void
  /** Gives up a sign-in whose window is open. */
  readonly onCancelSignIn: (cluster: ClusterName) => void
  readonly onSignOut: (cluster: ClusterName) => void
  readonly onReload: () => void
}

interface ActionProps extends ClusterIntents {
  readonly entry: SignInEntry
  readonly session: Session | undefined
}

/** What one can do about a cluster. The first thing to do carries `data-row-focus`: there the arrow keys go. */
export function ClusterActions(props: ActionProps) {
  const actions = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)
  // A button that goes away while it has the focus would drop a keyboard at the top of the page.
  useEffect(() => {
    const lost = hadFocus.current && document.activeElement === document.body
    if (lost) actions.current?.querySelector<HTMLElement>('[data-row-focus]')?.focus()
  }, [props.session?.status])
  return (
    <RowActions
      ref={actions}
      onFocus={() => (hadFocus.current = true)}
      onBlur={() => (hadFocus.current = false)}
    >
      <Buttons {...props} />
    </RowActions>
  )
}

function Buttons(props: ActionProps) {
  const { entry, session } = props
  const words = useMessages().clusters
  const look = { 'data-small': true, 'data-look': 'outlined', 'data-row-focus': true } as const
  if (entry.status === 'issuer-unavailable') {
    return (
      <Button {...look} onClick={props.onReload} aria-label={words.tryClusterAgain(entry.name)}>
        {words.tryAgain}
      </Button>
    )
  }
  if (session?.status === 'signed-in') {
    return (
      <>
        <Button
          data-small
          onClick={() => props.onSignOut(entry.name)}
          aria-label={words.signOutOf(entry.name)}
        >
          {words.signOut}
        </Button>
        <LinkButton {...look} href={clusterPagePath(entry.name)} aria-label={words.openCluster(entry.name)}>
          {words.open}
        </LinkButton>
      </>
    )
  }
  if (session?.status === 'signing-in' && session.window === 'open') {
    return (
      <Button
        {...look}
        onClick={() => props.onCancelSignIn(entry.name)}
        aria-label={words.cancelSignInTo(entry.name)}
      >
        {words.cancel}
      </Button>
    )
  }
  if (entry.method === 'token') {
    // The form for a token is on the cluster's own page.
    return (
      <LinkButton {...look} href={clusterPagePath(entry.name)} aria-label={words.signInTo(entry.name)}>
        {words.signIn}
      </LinkButton>
    )
  }
  const busy =
    session?.status === 'restoring' || (session?.status === 'signing-in' && session.window !== 'closed')
  return (
    <Button
      {...look}
      aria-disabled={busy}
      onClick={busy ? undefined : () => props.onSignIn(entry.name)}
      aria-label={words.signInTo(entry.name)}
    >
      {words.signIn}
    </Button>
  )
}
