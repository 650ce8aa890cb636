import { createStore, type StoreApi } from 'zustand/vanilla'
import { AppError } from '../../contract/app-error.ts'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Tokens } from '../sign-in/sign-in.ts'
import type { Session, SessionState } from './session.ts'

type SignedIn = Extract<Session, { status: 'signed-in' }>

/** The store of sessions, with the changes that clusters of one OIDC client share. */
export interface SessionRecords {
  readonly store: StoreApi<SessionState>
  readonly clientKeys: readonly string[]
  /** @throws AppError `CLUSTER_UNKNOWN` */
  clientKeyOf(cluster: ClusterName): string
  clustersOf(clientKey: string): readonly ClusterName[]
  get(cluster: ClusterName): Session | undefined
  /** @throws AppError `SESSION_ENDED` when nobody is signed in to it */
  signedIn(cluster: ClusterName): SignedIn
  set(cluster: ClusterName, session: Session): void
  /** Gives the client's clusters new tokens where `which` says so; who the person is stays known. */
  light(clientKey: string, tokens: Tokens, which: (session: Session) => boolean): void
  /** Signs the client's clusters out, those aside that are signed out already. */
  end(clientKey: string, reason?: Finding): void
}

export function createSessionRecords(config: Config): SessionRecords {
  const clients = new Map<ClusterName, string>()
  for (const cluster of config.clusters) {
    if (cluster.status === 'ready' && cluster.signIn.method === 'oidc') clients.set(cluster.name, cluster.signIn.clientKey)
  }
  const signedOut: Session = { status: 'signed-out' }
  const store = createStore<SessionState>(() => ({
    sessions: Object.fromEntries([...clients.keys()].map((name) => [name, signedOut])),
  }))

  const get = (cluster: ClusterName) => store.getState().sessions[cluster]
  const clustersOf = (clientKey: string) =>
    [...clients].filter(([, key]) => key === clientKey).map(([cluster]) => cluster)

  /** One change of the store for all clusters of a client: views render once. */
  function change(clientKey: string, next: (session: Session) => Session): void {
    const sessions = { ...store.getState().sessions }
    for (const cluster of clustersOf(clientKey)) sessions[cluster] = next(sessions[cluster] ?? signedOut)
    store.setState({ sessions })
  }

  return {
    store,
    clientKeys: [...new Set(clients.values())],
    clustersOf,
    get,
    clientKeyOf(cluster) {
      const clientKey = clients.get(cluster)
      if (clientKey !== undefined) return clientKey
      throw new AppError('CLUSTER_UNKNOWN', `There is no cluster ${cluster} to sign in to.`)
    },
    signedIn(cluster) {
      const session = get(cluster)
      if (session?.status === 'signed-in') return session
      throw new AppError('SESSION_ENDED', `You are not signed in to ${cluster}.`)
    },
    set(cluster, session) {
      store.setState(({ sessions }) => ({ sessions: { ...sessions, [cluster]: session } }))
    },
    light(clientKey, { bearerToken, expiresAtS, renewal }, which) {
      change(clientKey, (session) => {
        if (!which(session)) return session
        const identity = session.status === 'signed-in' ? session.identity : undefined
        return { status: 'signed-in', bearerToken, expiresAtS, renewal, ...(identity && { identity }) }
      })
    },
    end(clientKey, reason) {
      change(clientKey, (session) =>
        session.status === 'signed-out' ? session : { status: 'signed-out', ...(reason && { reason }) },
      )
    },
  }
}
