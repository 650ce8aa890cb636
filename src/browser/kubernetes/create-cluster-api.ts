import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Sessions } from '../session/session.ts'
import type { Timers } from '../session/timers.ts'
import type { ClusterApi } from './cluster-api.ts'

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
}

export function createClusterApi(deps: ClusterApiDeps): ClusterApi {
  throw new Error(`not built yet ${deps.baseUrl}`)
}
