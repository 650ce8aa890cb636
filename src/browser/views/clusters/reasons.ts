import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { Finding } from '../../../contract/finding.ts'
import type { Session, SessionState } from '../../session/session.ts'
import type { ClusterEntry } from '../cluster-entry.ts'

/** Why one cannot use a cluster, is no longer signed in to it, or not signed in anew. */
export function reasonOf(entry: ClusterEntry, session: Session | undefined): Finding | undefined {
  if (entry.status !== 'ready') return entry.reason
  if (session?.status === 'signed-in') return session.signInFailure
  return session?.status === 'signed-out' ? session.reason : undefined
}

/**
 * Clusters whose reason stands with another one further up: those of one OIDC client fail together, and fifty alerts
 * with the same words tell nothing more than one.
 *
 * @returns for each such cluster, the one that tells it
 */
export function reasonsToldBefore(
  entries: readonly ClusterEntry[],
  sessions: SessionState['sessions'],
): ReadonlyMap<ClusterName, ClusterName> {
  const tellers = new Map<string, ClusterName>()
  const toldBy = new Map<ClusterName, ClusterName>()
  for (const entry of entries) {
    const reason = reasonOf(entry, sessions[entry.name])
    if (!reason || entry.status === 'broken') continue
    const same = `${reason.code} ${reason.message}`
    const teller = tellers.get(same)
    if (teller === undefined) tellers.set(same, entry.name)
    else toldBy.set(entry.name, teller)
  }
  return toldBy
}
