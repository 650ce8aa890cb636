import { act, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createStore } from 'zustand/vanilla'
import { clusterNameSchema, type ClusterName } from '../../contract/cluster-name.ts'
import { configSchema, type Config } from '../../contract/config.ts'
import type { LiveTable, TableQuery } from '../kubernetes/cluster-api.ts'
import type { Session, Sessions, SessionState } from '../session/session.ts'
import { App, type AppState, type SignInFailure } from './app.tsx'
import { loadResourcesPage } from './cluster-routes.tsx'
import { createColorScheme } from './color-scheme.ts'
import { NOW_MS } from './resources/pods-fixture.ts'

export const named = (name: string): ClusterName => clusterNameSchema.parse(name)

export const SIGNED_IN: Session = {
  status: 'signed-in',
  bearerToken: 'token',
  expiresAtS: 2_000_000_000,
  renewal: 'possible',
  identity: { username: 'ada@harbour.example', groups: ['platform', 'system:authenticated'] },
}

const client = (key: string) => ({
  status: 'ready',
  key,
  issuer: `https://${key}.example/realms/one`,
  clientId: 'fairlead',
  scopes: ['openid'],
  useAccessToken: false,
  authorizationEndpoint: 'https://id.example/auth',
  nonce: 'n',
})
export const cluster = (name: string, clientKey = 'id') => ({
  status: 'ready',
  name,
  server: 'api.example:6443',
  signIn: { method: 'oidc', clientKey },
})
export const ISSUER_DOWN = {
  code: 'ISSUER_UNREACHABLE',
  message: 'down.example does not answer.',
  remedy: 'Start it.',
} as const

/** Two clusters that share a client, one of another client, one whose issuer is down, one that is broken. */
export const CONFIG = configSchema.parse({
  version: '1.0.0',
  clusters: [
    cluster('prod'),
    cluster('team/staging'),
    cluster('edge', 'other'),
    cluster('dark', 'down'),
    {
      status: 'broken',
      name: 'rusty',
      reason: { code: 'KUBECONFIG_INVALID', message: 'rusty has no server.' },
    },
  ],
  oidcClients: [
    client('id'),
    client('other'),
    { ...client('down'), status: 'unavailable', reason: ISSUER_DOWN },
  ],
})

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
  const asked = { signIns: [] as Parameters<Sessions['signIn']>[], signOuts: [] as string[], reloads: 0 }
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
  const state: AppState = options.state ?? {
    status: 'ready',
    cameBack: options.cameBack ?? false,
    ...(options.signInFailure && { signInFailure: options.signInFailure }),
    stages: {
      baseUrl,
      config: options.config ?? CONFIG,
      sessionStore: store,
      sessions: {
        async signIn(...asking) {
          const [name] = asking
          asked.signIns.push(asking)
          store.setState(({ sessions }) => ({ sessions: { ...sessions, [name]: { status: 'signing-in' } } }))
        },
        async signOut(name) {
          asked.signOuts.push(name)
          store.setState(({ sessions }) => ({ sessions: { ...sessions, [name]: { status: 'signed-out' } } }))
        },
        completeSignIn: unused,
        restore: unused,
        bearerToken: unused,
        renew: unused,
        refuse: () => undefined,
        onEnd: () => () => undefined,
        setIdentity: () => undefined,
      },
      clusterApi: () => clusterApi,
      clock: createStore(() => NOW_MS),
      currentAddress: () => `${window.location.pathname}${window.location.search}${window.location.hash}`,
      reload,
    },
  }
  const colorScheme = createColorScheme(window)
  await loadResourcesPage()
  await act(async () => {
    render(<App state={state} baseUrl={baseUrl} colorScheme={colorScheme} reload={reload} />)
  })
  return { user: userEvent.setup(), store, table, asked, opened, closed, colorScheme }
}
