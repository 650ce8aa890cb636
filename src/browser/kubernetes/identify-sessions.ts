import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Identity, Sessions, SessionState } from '../session/session.ts'

/** So that a browser's connections to one host are left for what is on screen. */
const AT_A_TIME = 4

/**
 * Asks each cluster who the person is, once a session: the cluster on screen first, the others a few at a time, so that
 * they never hold up what is on screen. One that gives no answer stays without a name.
 */
export function identifySessions(deps: {
  store: StoreApi<SessionState>
  sessions: Pick<Sessions, 'setIdentity'>
  whoAmI: (cluster: ClusterName) => Promise<Identity>
  onScreen: () => ClusterName | undefined
}): void {
  const asked = new Set<ClusterName>()
  let waiting: ClusterName[] = []
  let asking = 0

  async function ask(cluster: ClusterName): Promise<void> {
    if (!lacksIdentity(deps.store.getState(), cluster)) return
    try {
      const before = bearerOf(deps.store.getState(), cluster)
      const identity = await deps.whoAmI(cluster)
      // Under another token it may be somebody else by now.
      if (bearerOf(deps.store.getState(), cluster) !== before) return await ask(cluster)
      deps.sessions.setIdentity(cluster, identity)
    } catch {
      // What is wrong with the cluster or the session shows where the person meets it.
    }
  }

  function askTheNew(state: SessionState): void {
    const names = Object.keys(state.sessions) as ClusterName[]
    // A session that ended, or has its answer, may be followed by somebody else's.
    for (const name of names) if (!lacksIdentity(state, name)) asked.delete(name)
    const onScreen = deps.onScreen()
    const fresh = names.filter((name) => lacksIdentity(state, name) && !asked.has(name))
    for (const name of fresh) asked.add(name)
    waiting = [...waiting, ...fresh].sort((a, b) => Number(b === onScreen) - Number(a === onScreen))
    askOn()
  }

  function askOn(): void {
    while (asking < AT_A_TIME) {
      const next = waiting.shift()
      if (next === undefined) return
      asking += 1
      void ask(next).finally(() => {
        asking -= 1
        askOn()
      })
    }
  }

  deps.store.subscribe(askTheNew)
  askTheNew(deps.store.getState())
}

function lacksIdentity({ sessions }: SessionState, cluster: ClusterName): boolean {
  const session = sessions[cluster]
  return session?.status === 'signed-in' && session.identity === undefined
}

function bearerOf({ sessions }: SessionState, cluster: ClusterName): string | undefined {
  const session = sessions[cluster]
  return session?.status === 'signed-in' ? session.bearerToken : undefined
}
