import { AppError } from '../../contract/app-error.ts'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Language } from '../messages/language.ts'
import { LATER_MESSAGES } from '../messages/later-messages.ts'
import type { Sessions } from '../session/session.ts'
import { browserTimers, type Timers } from '../session/timers.ts'
import { readPastedToken } from '../sign-in/read-pasted-token.ts'
import { createKubernetesRequest } from './kubernetes-request.ts'
import { whoAmI } from './who-am-i.ts'

export interface PastedTokenDeps {
  readonly cluster: ClusterName
  /** `''` or a path such as `/fairlead`. */
  readonly baseUrl: string
  readonly sessions: Pick<Sessions, 'usePastedToken'>
  readonly fetch: typeof fetch
  language(): Language
  nowMs?(): number
  readonly timers?: Timers
}

/**
 * Asks a cluster's API server whom it takes the bearer of a token for, and signs in with the token then.
 *
 * @throws AppError `TOKEN_REFUSED` when the API server does not take it; else as the cluster's API, such as
 * `CLUSTER_UNREACHABLE` or `NETWORK_FAILED`: nothing is known about the token then
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#self-subject-review
 */
export async function tryPastedToken(bearerToken: string, deps: PastedTokenDeps): Promise<void> {
  const { cluster, nowMs = Date.now, timers = browserTimers } = deps
  const words = () => LATER_MESSAGES[deps.language()].kubernetes
  // There is no session yet: the token can neither be renewed nor end one.
  const sessions = {
    bearerToken: async () => bearerToken,
    renew: async () => bearerToken,
    refuse: () => undefined,
  }
  const request = createKubernetesRequest({ ...deps, sessions, nowMs, timers, words })
  const identity = await whoAmI(request, words).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'TOKEN_REFUSED') throw error
    throw new AppError(error.code, words().pastedTokenRefused(cluster))
  })
  const read = readPastedToken(bearerToken, nowMs() / 1000)
  const end = read.status === 'usable' && read.expiresAtS !== undefined && { expiresAtS: read.expiresAtS }
  deps.sessions.usePastedToken(cluster, { bearerToken, identity, ...end })
}
