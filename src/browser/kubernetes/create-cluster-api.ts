import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Language } from '../messages/language.ts'
import { LATER_MESSAGES } from '../messages/later-messages.ts'
import type { Sessions } from '../session/session.ts'
import { browserTimers, type Timers } from '../session/timers.ts'
import type { ClusterApi } from './cluster-api.ts'
import { createKubernetesRequest } from './kubernetes-request.ts'
import { openTable } from './open-table.ts'
import { whoAmI } from './who-am-i.ts'

export interface ClusterApiDeps {
  readonly cluster: ClusterName
  /** `''` or a path such as `/fairlead`. */
  readonly baseUrl: string
  readonly sessions: Sessions
  readonly fetch: typeof fetch
  nowMs?(): number
  readonly timers?: Timers
  /** From 0 to 1, as `Math.random`. */
  random?(): number
  /** Spoken at the moment; English where left out. */
  language?(): Language
}

/** Builds the API of one cluster. It keeps nothing between calls, so that it may be built anew at any time. */
export function createClusterApi(deps: ClusterApiDeps): ClusterApi {
  const { cluster, sessions, nowMs = Date.now, timers = browserTimers, random = Math.random } = deps
  const words = () => LATER_MESSAGES[deps.language?.() ?? 'en'].kubernetes
  const request = createKubernetesRequest({ ...deps, nowMs, timers, words })
  return {
    whoAmI: () => whoAmI(request, words),
    openTable: (query) =>
      openTable(query, {
        request,
        onSessionEnd: (listener) => sessions.onEnd(cluster, listener),
        nowMs,
        timers,
        random,
        words,
      }),
  }
}
