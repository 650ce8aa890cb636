import type { ClusterName } from '../../../contract/cluster-name.ts'
import { clusterPagePath } from '../../../contract/paths.ts'
import type { Session } from '../../session/session.ts'
import { Button, LinkButton } from '../button.tsx'
import type { ReadyEntry, UnavailableEntry } from '../cluster-entry.ts'
import { StatusMark } from '../status-mark.tsx'

export interface ClusterIntents {
  onSignIn: (cluster: ClusterName) => void
  onSignOut: (cluster: ClusterName) => void
  onReload: () => void
}

interface ClusterSession {
  readonly entry: ReadyEntry | UnavailableEntry
  readonly session: Session | undefined
}

/** How one stands with a cluster. */
export function SessionMark({ entry, session }: ClusterSession) {
  if (entry.status === 'issuer-unavailable') return <StatusMark tone="bad">Cannot sign in now</StatusMark>
  if (session === undefined) return <StatusMark tone="quiet">Not signed in</StatusMark>
  switch (session.status) {
    case 'signed-in': {
      const name = session.identity?.username
      return (
        <StatusMark tone="good" title={name}>
          {name ? `Signed in as ${name}` : 'Signed in'}
        </StatusMark>
      )
    }
    case 'restoring':
      return <StatusMark tone="busy">Restoring…</StatusMark>
    case 'signing-in':
      return <StatusMark tone="busy">Taking you to {entry.issuerHost}…</StatusMark>
    case 'signed-out':
      return <StatusMark tone="quiet">Not signed in</StatusMark>
  }
}

/** What one can do about it. */
export function SessionActions({
  entry,
  session,
  onSignIn,
  onSignOut,
  onReload,
}: ClusterSession & ClusterIntents) {
  if (entry.status === 'issuer-unavailable') {
    return (
      <Button data-small data-look="outlined" onClick={onReload} aria-label={`Try ${entry.name} again`}>
        Try again
      </Button>
    )
  }
  if (session?.status === 'signed-in') {
    return (
      <>
        <Button data-small onClick={() => onSignOut(entry.name)} aria-label={`Sign out of ${entry.name}`}>
          Sign out
        </Button>
        <LinkButton
          data-small
          data-look="outlined"
          href={clusterPagePath(entry.name)}
          aria-label={`Open ${entry.name}`}
        >
          Open
        </LinkButton>
      </>
    )
  }
  return (
    <Button
      data-small
      data-look="outlined"
      disabled={session?.status === 'restoring' || session?.status === 'signing-in'}
      onClick={() => onSignIn(entry.name)}
      aria-label={`Sign in to ${entry.name}`}
    >
      Sign in
    </Button>
  )
}
