import type { ClusterName } from '../contract/cluster-name.ts'
import type { Config } from '../contract/config.ts'
import { loadConfig } from './config/load-config.ts'
import type { ClusterApi } from './kubernetes/cluster-api.ts'
import { watchReachability } from './kubernetes/watch-reachability.ts'
import type { Speech } from './messages/create-speech.ts'
import { createSessions } from './session/create-sessions.ts'
import { createSignIn } from './sign-in/create-sign-in.ts'
import { createClock } from './views/clock.ts'
import { loadSignedInChunks } from './views/load-signed-in-chunks.ts'
import type { Stages } from './views/stages.ts'

/** In chunks of their own, as the tables are: nobody needs them before the sign-in. */
const loadKubernetes = () => import('./kubernetes/create-cluster-api.ts')
const loadPastedToken = () => import('./kubernetes/try-pasted-token.ts')

/** Builds each stage from the one before. Once for a page. */
export function buildStages(deps: {
  config: Config
  speech: Speech
  /** `''` or a path such as `/fairlead`. */
  baseUrl: string
  fetch: typeof fetch
  reload(): void
  window: Window & typeof globalThis
}): Stages {
  const { config, speech, baseUrl, fetch, window } = deps
  const messages = () => speech.store.getState().messages
  const language = () => speech.store.getState().language
  const reloadConfig = () => loadConfig({ fetch, baseUrl, messages })
  const signIn = createSignIn({ config, reloadConfig, baseUrl, window, messages })
  const { store, sessions, leftFrom } = createSessions({ config, signIn, messages, baseUrl, window })
  const apis = new Map<ClusterName, Promise<ClusterApi>>()

  // As soon as a session is there or on its way, what shows it will be needed.
  store.subscribe(({ sessions }) => {
    const isNeeded = Object.values(sessions).some(({ status }) => ['signed-in', 'restoring'].includes(status))
    if (!isNeeded) return
    loadSignedInChunks()
    void loadKubernetes()
  })

  return {
    baseUrl,
    config,
    sessionStore: store,
    sessions,
    leftFrom,
    clock: createClock(window),
    reachability: watchReachability({
      fetch,
      baseUrl,
      clusters: config.clusters.flatMap(({ status, name }) => (status === 'ready' ? [name] : [])),
      page: window.document,
    }),
    currentAddress: () => `${window.location.pathname}${window.location.search}${window.location.hash}`,
    reload: deps.reload,
    clusterApi(cluster) {
      const api =
        apis.get(cluster) ??
        loadKubernetes().then(({ createClusterApi }) =>
          createClusterApi({ cluster, baseUrl, sessions, fetch, language }),
        )
      apis.set(cluster, api)
      return api
    },
    async tryPastedToken(cluster, token) {
      const { tryPastedToken } = await loadPastedToken()
      await tryPastedToken(token, { cluster, baseUrl, sessions, fetch, language })
    },
  }
}
