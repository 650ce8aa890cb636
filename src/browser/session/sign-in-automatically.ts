import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import { createAutomaticTries } from './automatic-tries.ts'
import type { Sessions, SessionState } from './session.ts'

/** The addresses that a page takes without being loaded: the browser's own event, and those of the router. */
const NAVIGATIONS = ['popstate', 'pushState', 'replaceState']

/**
 * Where the config says so, leaves for the issuer of the cluster on screen without being asked, and on the start page
 * where there is one OIDC client only: once for a client and tab, so that nothing can loop; not after a sign-out in this
 * browser until the next sign-in, nor where the person has something to read first. Call it once {@link Sessions.restore} has begun.
 */
export function signInAutomatically(deps: {
  config: Config
  store: StoreApi<SessionState>
  sessions: Pick<Sessions, 'signIn'>
  /** `''` or a path such as `/fairlead`. */
  baseUrl: string
  window: Window
  onScreen: () => ClusterName | undefined
}): void {
  const { config, store, baseUrl, window } = deps
  if (!config.signIn.automatic) return
  const tries = createAutomaticTries({ window, baseUrl })

  const isStartPage = () => [baseUrl, `${baseUrl}/`].includes(window.location.pathname)
  const wanted = () => deps.onScreen() ?? (isStartPage() ? onlyClientsCluster(config) : undefined)

  function look(): void {
    const cluster = wanted()
    const clientKey = cluster && clientKeyOf(config, cluster)
    if (cluster === undefined || clientKey === undefined) return
    const session = store.getState().sessions[cluster]
    if (session?.status !== 'signed-out' || session.reason || !tries.mayTry(clientKey)) return
    // What this tab cannot remember it would do again and again.
    if (!tries.markTried(clientKey)) return
    const { pathname, search, hash } = window.location
    // No window: browsers open one within a click only.
    void deps.sessions.signIn(cluster, `${pathname}${search}${hash}`, { samePage: true })
  }

  store.subscribe(look)
  for (const type of NAVIGATIONS) window.addEventListener(type, look)
  look()
}

function clientKeyOf(config: Config, cluster: ClusterName): string | undefined {
  for (const { name, ...entry } of config.clusters) {
    if (name !== cluster) continue
    return entry.status === 'ready' && entry.signIn.method === 'oidc' ? entry.signIn.clientKey : undefined
  }
  return undefined
}

function onlyClientsCluster(config: Config): ClusterName | undefined {
  const clusters = config.clusters.map(({ name }) => name).filter((name) => clientKeyOf(config, name))
  const clients = new Set(clusters.map((name) => clientKeyOf(config, name)))
  return clients.size === 1 ? clusters[0] : undefined
}
