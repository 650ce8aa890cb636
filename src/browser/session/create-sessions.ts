import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import type { Prompt, SignIn } from '../sign-in/sign-in.ts'
import { createClientSessions } from './client-sessions.ts'
import type { PageVisibility } from './renewal-clock.ts'
import { asAppError, EXPIRED, findingOf } from './session-end.ts'
import { createSessionRecords } from './session-records.ts'
import type { Sessions, SessionState } from './session.ts'
import { browserTimers, type Timers } from './timers.ts'

export interface SessionsDeps {
  readonly config: Config
  readonly signIn: SignIn
  nowMs?(): number
  readonly timers?: Timers
  /** Sessions are renewed ahead of time only while someone looks at the page. */
  readonly page?: PageVisibility
}

/** Builds the store of sessions, all signed out, and what may be done with them. */
export function createSessions(deps: SessionsDeps): { store: StoreApi<SessionState>; sessions: Sessions } {
  const { config, signIn, nowMs = Date.now, timers = browserTimers, page = document } = deps
  const records = createSessionRecords(config)
  const clients = createClientSessions({ records, signIn, nowMs, timers, page })
  const answersToRefusal = new Map<string, string>()
  const pending = { completion: Promise.resolve<unknown>(undefined), restore: Promise.resolve() }

  async function begin(cluster: ClusterName, returnTo: string, prompt?: Prompt): Promise<void> {
    const clientKey = records.clientKeyOf(cluster)
    records.set(cluster, { status: 'signing-in' })
    const failure = await signIn.begin({ cluster, clientKey, returnTo, prompt }).catch(asAppError)
    if (records.get(cluster)?.status !== 'signing-in') return
    // Without a failure the person came back with the browser's back button.
    records.set(cluster, { status: 'signed-out', ...(failure && { reason: findingOf(failure) }) })
  }

  async function complete(callbackUrl: string): Promise<{ cluster: ClusterName; returnTo: string }> {
    const { clientKey, cluster, returnTo, tokens } = await signIn.complete(callbackUrl)
    clients.light(clientKey, tokens, () => true)
    return { cluster, returnTo }
  }

  async function restoreClient(clientKey: string): Promise<void> {
    const isRestoring = () =>
      records.clustersOf(clientKey).some((cluster) => records.get(cluster)?.status === 'restoring')
    if (!isRestoring()) return
    const failure = await clients.renew(clientKey).catch(asAppError)
    if (failure && isRestoring()) clients.end(clientKey, findingOf(failure))
  }

  function restore(): Promise<void> {
    const held = records.clientKeys.filter((clientKey) => signIn.mayRestore(clientKey))
    for (const cluster of held.flatMap(records.clustersOf)) {
      if (records.get(cluster)?.status === 'signed-out') records.set(cluster, { status: 'restoring' })
    }
    pending.restore = pending.completion
      .then(() => Promise.all(held.map(restoreClient)))
      .then(() => undefined)
    return pending.restore
  }

  async function bearerToken(cluster: ClusterName): Promise<string> {
    const clientKey = records.clientKeyOf(cluster)
    if (records.get(cluster)?.status === 'restoring') await pending.restore
    const { bearerToken, expiresAtS, renewal } = records.signedIn(cluster)
    const hasEnded = expiresAtS * 1000 <= nowMs()
    if (renewal === 'impossible') {
      if (!hasEnded) return bearerToken
      clients.end(clientKey, EXPIRED)
    } else if (clients.isAboutToEnd(clientKey, expiresAtS)) {
      const failure = await clients.renew(clientKey).catch(asAppError)
      if (failure && (hasEnded || failure.code === 'SESSION_ENDED')) throw failure
    }
    return records.signedIn(cluster).bearerToken
  }

  async function renew(cluster: ClusterName, refusedToken: string): Promise<string> {
    const { bearerToken, renewal } = records.signedIn(cluster)
    if (bearerToken !== refusedToken) return bearerToken
    const clientKey = records.clientKeyOf(cluster)
    // A token that was itself the answer to a refusal is not worth another renewal, for no cluster of the client.
    if (renewal === 'impossible' || answersToRefusal.get(clientKey) === refusedToken) return refusedToken
    await clients.renew(clientKey)
    answersToRefusal.set(clientKey, records.signedIn(cluster).bearerToken)
    return records.signedIn(cluster).bearerToken
  }

  async function signOut(cluster: ClusterName): Promise<void> {
    const clientKey = records.clientKeyOf(cluster)
    clients.end(clientKey)
    const failure = await signIn.end(clientKey).catch(asAppError)
    if (failure && records.get(cluster)?.status === 'signed-out') {
      records.set(cluster, { status: 'signed-out', reason: findingOf(failure) })
    }
  }

  const sessions: Sessions = {
    signIn: begin,
    completeSignIn(callbackUrl) {
      const completion = complete(callbackUrl)
      pending.completion = completion.catch(() => undefined)
      return completion
    },
    restore,
    bearerToken,
    renew,
    refuse(cluster, refusedToken, reason) {
      const session = records.get(cluster)
      if (session?.status !== 'signed-in' || session.bearerToken !== refusedToken) return
      records.set(cluster, { status: 'signed-out', reason })
    },
    onEnd: (cluster, listener) => onEnd(records.store, cluster, listener),
    setIdentity(cluster, identity) {
      const session = records.get(cluster)
      if (session?.status === 'signed-in') records.set(cluster, { ...session, identity })
    },
    signOut,
  }
  return { store: records.store, sessions }
}

function onEnd(store: StoreApi<SessionState>, cluster: ClusterName, listener: () => void): () => void {
  const stop = store.subscribe(({ sessions }, previous) => {
    if (previous.sessions[cluster]?.status !== 'signed-in' || sessions[cluster]?.status === 'signed-in')
      return
    stop()
    listener()
  })
  return stop
}
