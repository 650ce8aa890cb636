import { AppError } from '../../contract/app-error.ts'
import type { ClusterName } from '../../contract/cluster-name.ts'
import { clusterApiPath } from '../../contract/paths.ts'
import { ERROR_HEADER } from '../../contract/relay.ts'
import type { Sessions } from '../session/session.ts'
import type { Timers } from '../session/timers.ts'
import { retryAfterMs } from './backoff.ts'
import { kubernetesFailure, networkFailure, tokenRefused } from './kubernetes-failure.ts'
import { wait } from './wait.ts'
import type { Words } from './words.ts'

const MOST_TRIES = 3

export interface KubernetesRequestInit {
  readonly method?: 'GET' | 'POST'
  readonly accept?: string
  /** Sent as JSON. */
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/**
 * Asks a cluster's API server with the person's token.
 *
 * A 401 leads to one renewal and one more try; a second 401 signs out, with the reason. 429 and 503 are tried again
 * after as long as they ask for.
 *
 * @param path below the cluster: `/api/v1/pods?limit=500`
 * @returns a success; its body is still to be read
 * @throws AppError `SESSION_ENDED`, `TOKEN_REFUSED`, `KUBERNETES_FORBIDDEN`, `KUBERNETES_FAILED`, `NETWORK_FAILED`, or
 * what the proxy says, such as `CLUSTER_UNREACHABLE`
 */
export type KubernetesRequest = (path: string, init?: KubernetesRequestInit) => Promise<Response>

export function createKubernetesRequest(deps: {
  cluster: ClusterName
  baseUrl: string
  sessions: Pick<Sessions, 'bearerToken' | 'renew' | 'refuse'>
  fetch: typeof fetch
  nowMs(): number
  timers: Timers
  words: Words
}): KubernetesRequest {
  const { cluster, sessions, nowMs, timers, words } = deps
  const root = `${deps.baseUrl}${clusterApiPath(cluster)}`
  // Called on its own: a browser's fetch refuses to be a method of another object.
  const { fetch } = deps

  async function send(path: string, init: KubernetesRequestInit, token: string): Promise<Response> {
    const request: RequestInit = {
      method: init.method ?? 'GET',
      headers: headersOf(init, token),
      cache: 'no-store',
      redirect: 'error',
      ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
      ...(init.signal && { signal: init.signal }),
    }
    try {
      return await fetch(`${root}${path}`, request)
    } catch (cause) {
      throw networkFailure(cluster, cause, words)
    }
  }

  async function sendPatiently(path: string, init: KubernetesRequestInit, token: string): Promise<Response> {
    for (let tries = 1; ; tries += 1) {
      const response = await send(path, init, token)
      const delayMs = [429, 503].includes(response.status)
        ? retryAfterMs(response.headers.get('retry-after'), nowMs())
        : undefined
      if (delayMs === undefined || tries === MOST_TRIES || init.signal?.aborted) return response
      await response.body?.cancel()
      await wait(delayMs, timers, init.signal)
    }
  }

  async function sendAuthorized(path: string, init: KubernetesRequestInit): Promise<Response> {
    const token = await sessions.bearerToken(cluster)
    const response = await sendPatiently(path, init, token)
    if (!isUnauthorized(response)) return response

    const renewed = await sessions.renew(cluster, token)
    const again = renewed === token ? response : await sendPatiently(path, init, renewed)
    if (!isUnauthorized(again)) return again

    const reason = tokenRefused(cluster, words)
    sessions.refuse(cluster, renewed, reason)
    throw new AppError(reason.code, reason.message)
  }

  return async (path, init = {}) => {
    const response = await sendAuthorized(path, init)
    if (response.ok) return response
    throw await kubernetesFailure(response, cluster, words)
  }
}

function headersOf(init: KubernetesRequestInit, token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    accept: init.accept ?? 'application/json',
    ...(init.body !== undefined && { 'content-type': 'application/json' }),
  }
}

const isUnauthorized = (response: Response) => response.status === 401 && !response.headers.has(ERROR_HEADER)
