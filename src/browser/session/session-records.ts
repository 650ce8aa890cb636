import { createStore, type StoreApi } from 'zustand/vanilla'
import { AppError } from '../../contract/app-error.ts'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Messages } from '../messages/messages.ts'
import type { Session, SessionState, SignedIn, SignOutReport } from './session.ts'

/** The store of sessions, with the changes that clusters of one OIDC client share. A pasted token is the cluster's own. */
export interface SessionRecords {
  readonly store: StoreApi<SessionState>
  /** Every ready cluster. */
  readonly clusters: readonly ClusterName[]
  readonly clientKeys: readonly string[]
  /** @throws AppError `CLUSTER_UNKNOWN` */
  clientKeyOf(cluster: ClusterName): string
  clustersOf(clientKey: string): readonly ClusterName[]
  /** Clusters whose session is a pasted token. */
  pasted(): readonly ClusterName[]
  get(cluster: ClusterName): Session | undefined
  /** @throws AppError `SESSION_ENDED` when nobody is signed in to it */
  signedIn(cluster: ClusterName): SignedIn
  set(cluster: ClusterName, session: Session): void
  /** One change of the store for all clusters of a client that have no pasted token: views render once. */
  change(clientKey: string, next: (session: Session) => Session): void
  /** Signs the client's clusters out, those aside that are signed out already. */
  end(clientKey: string, reason?: Finding): void
  setSignOut(reports: readonly SignOutReport[]): void
}

export function createSessionRecords(config: Config, messages: () => Messages): SessionRecords {
  const clients = new Map<ClusterName, string>()
  const names: ClusterName[] = []
  for (const cluster of config.clusters) {
    if (cluster.status !== 'ready') continue
    names.push(cluster.name)
    if (cluster.signIn.method === 'oidc') clients.set(cluster.name, cluster.signIn.clientKey)
  }
  const signedOut: Session = { status: 'signed-out' }
  const store = createStore<SessionState>(() => ({
    sessions: Object.fromEntries(names.map((name) => [name, signedOut])),
  }))

  const get = (cluster: ClusterName) => store.getState().sessions[cluster]
  const clustersOf = (clientKey: string) =>
    [...clients].filter(([, key]) => key === clientKey).map(([cluster]) => cluster)

  function change(clientKey: string, next: (session: Session) => Session): void {
    const sessions = { ...store.getState().sessions }
    for (const cluster of clustersOf(clientKey)) {
      const session = sessions[cluster] ?? signedOut
      if (!isPasted(session)) sessions[cluster] = next(session)
    }
    store.setState({ sessions })
  }

  return {
    store,
    clusters: names,
    clientKeys: [...new Set(clients.values())],
    clustersOf,
    pasted: () => names.filter((name) => isPasted(get(name))),
    get,
    clientKeyOf(cluster) {
      const clientKey = clients.get(cluster)
      if (clientKey !== undefined) return clientKey
      throw new AppError('CLUSTER_UNKNOWN', messages().session.nothingToSignInTo(cluster))
    },
    signedIn(cluster) {
      const session = get(cluster)
      if (session?.status === 'signed-in') return session
      throw new AppError('SESSION_ENDED', messages().session.notSignedIn(cluster))
    },
    set: (cluster, session) =>
      store.setState(({ sessions }) => ({ sessions: { ...sessions, [cluster]: session } })),
    change,
    end: (clientKey, reason) =>
      change(clientKey, (session) => (session.status === 'signed-out' ? session : signedOutFor(reason))),
    setSignOut: (signOut) => store.setState({ signOut }),
  }
}

export const isPasted = (session: Session | undefined): session is SignedIn =>
  session?.status === 'signed-in' && session.renewal === 'pasted'

export const isOver = ({ expiresAtS }: SignedIn, nowMs: number) =>
  expiresAtS !== undefined && expiresAtS * 1000 <= nowMs

export const signedOutFor = (reason?: Finding): Session => ({
  status: 'signed-out',
  ...(reason && { reason }),
})
