import type { Session } from '../../session/session.ts'
import type { ClusterEntry } from '../cluster-entry.ts'

/** Whether every word that one looks for is somewhere in what a row says. */
export function matches(entry: ClusterEntry, session: Session | undefined, wanted: string): boolean {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const text = [...ofEntry(entry), ...ofSession(session)].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}

function ofEntry(entry: ClusterEntry): readonly string[] {
  if (entry.status === 'broken') return [entry.name]
  return entry.method === 'oidc' ? [entry.name, entry.server, entry.issuerHost] : [entry.name, entry.server]
}

function ofSession(session: Session | undefined): readonly string[] {
  if (session?.status !== 'signed-in' || !session.identity) return []
  return [session.identity.username, ...session.identity.groups]
}
