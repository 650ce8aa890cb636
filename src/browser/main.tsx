import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { decodeClusterName, type ClusterName } from '../contract/cluster-name.ts'
import type { Config } from '../contract/config.ts'
import { CALLBACK_PATH } from '../contract/paths.ts'
import { loadConfig } from './config/load-config.ts'
import { readBaseUrl } from './config/read-base-url.ts'
import type { ClusterApi } from './kubernetes/cluster-api.ts'
import { identifySessions } from './kubernetes/identify-sessions.ts'
import { createSessions } from './session/create-sessions.ts'
import { createLastAttempt } from './session/last-attempt.ts'
import { createSignIn } from './sign-in/create-sign-in.ts'
import { App, type AppState, type SignInFailure } from './views/app.tsx'
import { createClock } from './views/clock.ts'
import { loadResourcesPage } from './views/cluster-routes.tsx'
import { createColorScheme } from './views/color-scheme.ts'
import { findingOf } from './views/finding-of.ts'
import type { Stages } from './views/stages.ts'

const fetch = window.fetch.bind(window)
const baseUrl = readBaseUrl(document)
const colorScheme = createColorScheme(window)
const reload = () => window.location.reload()
/** In a chunk of its own, as the tables are: nobody needs it before the sign-in. */
const loadKubernetes = () => import('./kubernetes/create-cluster-api.ts')
const lastAttempt = createLastAttempt({ window, baseUrl })
const root = createRoot(document.getElementById('app') as HTMLElement)
const callbackUrl =
  window.location.pathname === `${baseUrl}${CALLBACK_PATH}` ? window.location.href : undefined

show({ status: callbackUrl ? 'completing-sign-in' : 'loading' })
// The authorization code has nothing to do in the history.
if (callbackUrl) window.history.replaceState(null, '', `${baseUrl}${CALLBACK_PATH}`)

void loadConfig({ fetch, baseUrl }).then(start, (error: unknown) =>
  show({ status: 'config-unreachable', reason: findingOf(error) }),
)

async function start(config: Config): Promise<void> {
  const stages = buildStages(config)
  const { sessionStore: store, sessions, clusterApi } = stages
  const cameBack = callbackUrl !== undefined
  const signInFailure = cameBack ? await completeSignIn(stages, callbackUrl) : undefined
  void sessions.restore()
  show({ status: 'ready', stages, cameBack, ...(signInFailure && { signInFailure }) })
  identifySessions({
    store,
    sessions,
    whoAmI: async (cluster) => (await clusterApi(cluster)).whoAmI(),
    onScreen: clusterOnScreen,
  })
}

function buildStages(config: Config): Stages {
  const signIn = createSignIn({ config, reloadConfig: () => loadConfig({ fetch, baseUrl }), baseUrl, window })
  const { store, sessions } = createSessions({ config, signIn, page: document })
  const apis = new Map<ClusterName, Promise<ClusterApi>>()
  store.subscribe(({ sessions }) => {
    // As soon as a session is there or on its way, tables will be needed.
    if (Object.values(sessions).some(({ status }) => status === 'signed-in' || status === 'restoring')) {
      loadForTables()
    }
  })
  return {
    baseUrl,
    config,
    sessionStore: store,
    sessions: { ...sessions, signIn: lastAttempt.noted(sessions.signIn) },
    clock: createClock(window),
    currentAddress: () => `${window.location.pathname}${window.location.search}${window.location.hash}`,
    reload,
    clusterApi(cluster) {
      const api =
        apis.get(cluster) ??
        loadKubernetes().then(({ createClusterApi }) =>
          createClusterApi({ cluster, baseUrl, sessions, fetch }),
        )
      apis.set(cluster, api)
      return api
    },
  }
}

/** Once for an address, and outside React, which may run an effect twice. */
async function completeSignIn({ sessions }: Stages, url: string): Promise<SignInFailure | undefined> {
  loadForTables()
  try {
    const { returnTo } = await sessions.completeSignIn(url)
    window.history.replaceState(null, '', returnTo)
    return undefined
  } catch (error) {
    const returnTo = lastAttempt.returnTo()
    return { reason: findingOf(error), ...(returnTo && { returnTo }) }
  }
}

function loadForTables(): void {
  void loadResourcesPage()
  void loadKubernetes()
}

function clusterOnScreen(): ClusterName | undefined {
  const segment = /^\/c\/([^/]+)/.exec(window.location.pathname.slice(baseUrl.length))?.[1]
  return segment === undefined ? undefined : decodeClusterName(segment)
}

function show(state: AppState): void {
  root.render(
    <StrictMode>
      <App state={state} baseUrl={baseUrl} colorScheme={colorScheme} reload={reload} />
    </StrictMode>,
  )
}
