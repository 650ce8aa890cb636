import { act, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createStore } from 'zustand/vanilla'
import type { Config } from '../../contract/config.ts'
import type { LiveTable, TableQuery } from '../kubernetes/cluster-api.ts'
import { NOTHING_KNOWN } from '../kubernetes/watch-reachability.ts'
import { createSpeech } from '../messages/create-speech.ts'
import type { Session, Sessions, SessionState } from '../session/session.ts'
import { App, type AppState, type SignInFailure } from './app.tsx'
import { loadResourcesPage } from './cluster-routes.tsx'
import { createColorScheme } from './color-scheme.ts'
import { BROKEN, cluster, configOf } from './config-fixture.ts'
import { NOW_MS } from './resources/pods-fixture.ts'

export const SIGNED_IN: Session = {
  status: 'signed-in',
  bearerToken: 'token',
  expiresAtS: 2_000_000_000,
  renewal: 'possible',
  identity: { username: 'ada@harbour.example', groups: ['platform', 'system:authenticated'] },
}

/** Two clusters that share a client, one of another client, one whose issuer is down, one that is broken. */
const CONFIG = configOf([
  cluster('prod'),
  cluster('team/staging'),
  cluster('edge', 'other'),
  cluster('dark', 'down'),
  BROKEN,
])

/** The app at an address, with sessions and tables in the test's hands, and what it asked for. */
export async function openApp(
  path: string,
  options: {
    config?: Config
    sessions?: Record<string, Session>
    signInFailure?: SignInFailure
    cameBack?: boolean
    state?: AppState
    baseUrl?: string
  } = {},
) {
  const baseUrl = options.baseUrl ?? ''
  window.history.replaceState(null, '', `${baseUrl}${path}`)
  const store = createStore<SessionState>(() => ({ sessions: options.sessions ?? {} }))
  const table = createStore<LiveTable>(() => ({ status: 'loading' }))
  const reachability = createStore(() => NOTHING_KNOWN)
  const asked = {
    signIns: [] as Parameters<Sessions['signIn']>[],
    signOuts: [] as Parameters<Sessions['signOut']>[0][],
    cancelled: [] as string[],
    tokens: [] as string[],
    signInsToAll: 0,
    reloads: 0,
  }
  const opened: TableQuery[] = []
  const closed: TableQuery[] = []
  const reload = () => {
    asked.reloads++
  }
  const unused = () => Promise.reject(new Error('not for a screen'))
  const clusterApi = Promise.resolve({
    whoAmI: unused,
    openTable(query: TableQuery) {
      opened.push(query)
      return { table, close: () => void closed.push(query) }
    },
  })
  const becomes = (name: string, session: Session) =>
    store.setState(({ sessions }) => ({ sessions: { ...sessions, [name]: session } }))
  const sessions: Sessions = {
    async signIn(...asking) {
      asked.signIns.push(asking)
      becomes(asking[0], { status: 'signing-in' })
    },
    cancelSignIn(name) {
      asked.cancelled.push(name)
      becomes(name, { status: 'signed-out' })
    },
    async signInToAll() {
      asked.signInsToAll++
    },
    async signOut(what) {
      asked.signOuts.push(what)
      const clusters = what.clusters === 'all' ? Object.keys(store.getState().sessions) : what.clusters
      for (const name of clusters) becomes(name, { status: 'signed-out' })
      return 'done'
    },
    completeSignIn: unused,
    restore: unused,
    bearerToken: unused,
    renew: unused,
    refuse: () => undefined,
    onEnd: () => () => undefined,
    setIdentity: () => undefined,
    usePastedToken: () => undefined,
  }
  const state: AppState = options.state ?? {
    status: 'ready',
    cameBack: options.cameBack ?? false,
    ...(options.signInFailure && { signInFailure: options.signInFailure }),
    stages: {
      baseUrl,
      config: options.config ?? CONFIG,
      sessionStore: store,
      sessions,
      leftFrom: () => undefined,
      clusterApi: () => clusterApi,
      async tryPastedToken(_cluster, token) {
        asked.tokens.push(token)
      },
      reachability,
      clock: createStore(() => NOW_MS),
      currentAddress: () => `${window.location.pathname}${window.location.search}${window.location.hash}`,
      reload,
    },
  }
  const colorScheme = createColorScheme(window)
  await loadResourcesPage()
  const speech = await createSpeech(window)
  await act(async () => {
    render(<App state={state} {...{ baseUrl, colorScheme, speech, reload }} />)
  })
  return { user: userEvent.setup(), store, table, reachability, asked, opened, closed, colorScheme, speech }
}
