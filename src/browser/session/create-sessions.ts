import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import type { Messages } from '../messages/messages.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { createAutomaticTries } from './automatic-tries.ts'
import { createBearerTokens } from './bearer-tokens.ts'
import { createCompletion } from './complete-sign-in.ts'
import { createClientSessions } from './client-sessions.ts'
import { createSessionEndings } from './end-sessions.ts'
import { followOtherTabs } from './follow-other-tabs.ts'
import { createLastAttempt } from './last-attempt.ts'
import { browserPage, type Page } from './page.ts'
import { createPastedElsewhere, pastedChannelName } from './pasted-elsewhere.ts'
import { createPastedSessions } from './pasted-sessions.ts'
import { createRenewalClock } from './renewal-clock.ts'
import { createRetries } from './retries.ts'
import { createRestore } from './restore.ts'
import { createSessionRecords } from './session-records.ts'
import type { Sessions, SessionState } from './session.ts'
import { createSignInAttempts } from './sign-in-attempts.ts'
import { createSignInToAll } from './sign-in-to-all.ts'
import { createSignInWalkMemory } from './sign-in-walk.ts'
import { createSignOutMemory } from './sign-out-memory.ts'
import { createSignOut } from './sign-out.ts'
import { createTabStorage } from './tab-storage.ts'
import { browserTimers, type Timers } from './timers.ts'

export interface SessionsDeps {
  readonly config: Config
  readonly signIn: SignIn
  messages(): Messages
  /** `''` or a path such as `/fairlead`. */
  readonly baseUrl: string
  readonly window: Window
  nowMs?(): number
  readonly timers?: Timers
  readonly page?: Page
  /** From 0 to 1, as `Math.random`. */
  random?(): number
  openChannel?(name: string): BroadcastChannel
}

/** The sessions of a page. */
export interface SessionStage {
  readonly store: StoreApi<SessionState>
  readonly sessions: Sessions
  /** Where this tab last left from for an issuer: path, query and fragment. For a sign-in that came back failed. */
  leftFrom(): string | undefined
}

/** Builds the store of sessions, all signed out, and what may be done with them. Once for a page. */
export function createSessions(deps: SessionsDeps): SessionStage {
  const { config, signIn, messages, window, baseUrl } = deps
  const { nowMs = Date.now, timers = browserTimers, page = browserPage(window), random = Math.random } = deps
  const { openChannel = (name) => new BroadcastChannel(name) } = deps
  const storage = createTabStorage({ window, baseUrl })
  const records = createSessionRecords(config, messages)
  const retries = createRetries({ nowMs, random })
  const clock = createRenewalClock({ nowMs, timers, page })
  const tries = createAutomaticTries({ window, baseUrl })
  const onSignIn = tries.signedIn
  const clients = createClientSessions({ records, signIn, clock, retries, messages, nowMs, onSignIn })
  const otherTabs = followOtherTabs({ signIn, clients, messages, nowMs, onEnded: tries.markTried })
  const lastAttempt = createLastAttempt({ storage, window, baseUrl })
  const attempts = createSignInAttempts({ records, signIn, clients, messages, nowMs })
  const memory = createSignInWalkMemory(storage)
  const toAll = createSignInToAll({ records, attempts, memory })
  const endings = createSessionEndings({
    config,
    records,
    signIn,
    clients,
    otherTabs,
    nowMs,
    onSignOut: tries.signedOut,
  })
  const signOut = createSignOut({
    config,
    records,
    signIn,
    endings,
    pastedElsewhere: createPastedElsewhere({
      channel: openChannel(pastedChannelName(baseUrl)),
      records,
      messages,
    }),
    memory: createSignOutMemory(storage),
    newState: () => window.crypto.randomUUID(),
  })
  const completion = createCompletion({ signIn, clients, toAll, memory, signOut, messages, window, baseUrl })
  const restoring = createRestore({ records, signIn, clients, messages, completed: completion.completed })
  page.onOnline(() => {
    retries.hurry()
    clock.look()
  })

  function leaveBehind(returnTo: string): void {
    memory.drop()
    signOut.breakOff()
    lastAttempt.note(returnTo)
  }

  const sessions: Sessions = {
    async signIn(cluster, returnTo, how = {}) {
      const attempt = {
        cluster,
        clientKey: records.clientKeyOf(cluster),
        returnTo,
        ...(how.otherAccount && { otherAccount: true }),
      }
      leaveBehind(returnTo)
      attempts.cancel(cluster)
      if (config.signIn.popup && !how.samePage) await attempts.openWindow(attempt)
      else await attempts.leave(attempt)
    },
    cancelSignIn: attempts.cancel,
    async signInToAll(returnTo) {
      leaveBehind(returnTo)
      await restoring.restored()
      await toAll.start(returnTo)
    },
    completeSignIn: completion.completeSignIn,
    restore: restoring.restore,
    ...createBearerTokens({ records, clients, messages, nowMs, restored: restoring.restored }),
    onEnd: (cluster, listener) => onEnd(records.store, cluster, listener),
    setIdentity(cluster, identity) {
      const session = records.get(cluster)
      if (session?.status === 'signed-in') records.set(cluster, { ...session, identity })
    },
    usePastedToken: createPastedSessions({
      records,
      clock,
      isAllowed: config.signIn.pastedTokens,
      messages,
      nowMs,
    }),
    async signOut(what) {
      memory.drop()
      return signOut.signOut(what)
    },
  }
  return { store: records.store, sessions, leftFrom: lastAttempt.returnTo }
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
