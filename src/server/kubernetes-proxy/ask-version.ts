import type { Dispatcher } from 'undici'
import type { Finding } from '../../contract/finding.ts'
import type { Cluster } from '../clusters/cluster.ts'
import type { ClusterDispatchers } from './cluster-dispatchers.ts'
import { upstreamFailure } from './proxy-failure.ts'

const ANSWER_WITHIN_MS = 5_000
const LARGEST_ANSWER_BYTES = 64 * 1024

/**
 * Asks a cluster's API server for its version, over the connections that requests to it take, without anyone's
 * credentials. Any answer will do: who refuses to tell is there, too.
 *
 * @returns why there was no answer within five seconds, in the words of the proxy; undefined where there was one
 */
export async function askVersion(
  dispatchers: ClusterDispatchers,
  cluster: Cluster,
  answerWithinMs = ANSWER_WITHIN_MS,
): Promise<Finding | undefined> {
  const ask = new AbortController()
  const timer = setTimeout(() => ask.abort(noAnswerInTime()), answerWithinMs).unref()
  try {
    const { body } = await dispatchers.for(cluster).request({
      origin: cluster.server.origin,
      path: apiPath(cluster, '/version'),
      method: 'GET',
      headers: { accept: 'application/json' },
      signal: ask.signal,
    })
    void readToEnd(body).then(() => clearTimeout(timer))
    return undefined
  } catch (error) {
    clearTimeout(timer)
    return upstreamFailure(error as Error, cluster).finding
  }
}

/** Where a cluster's API server serves a path of the Kubernetes API. */
export function apiPath({ server }: Cluster, path: string): string {
  return server.pathname.replace(/\/$/, '') + path
}

/** So that the next request can use the connection. */
async function readToEnd(body: Dispatcher.ResponseData['body']): Promise<void> {
  await body.dump({ limit: LARGEST_ANSWER_BYTES }).catch(() => undefined)
}

function noAnswerInTime(): Error {
  return Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })
}
