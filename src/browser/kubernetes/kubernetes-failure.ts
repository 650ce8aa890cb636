import * as z from 'zod/mini'
import { AppError } from '../../contract/app-error.ts'
import type { ClusterName } from '../../contract/cluster-name.ts'
import { ERROR_CODES } from '../../contract/error-codes.ts'
import type { Finding } from '../../contract/finding.ts'
import { ERROR_HEADER } from '../../contract/relay.ts'
import type { Words } from './words.ts'

const codeSchema = z.enum(ERROR_CODES)

/**
 * What the API server says went wrong.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export const statusSchema = z.object({
  kind: z.literal('Status'),
  code: z.optional(z.number()),
  reason: z.optional(z.string()),
  message: z.optional(z.string()),
})

/**
 * Reads an answer that is no success: the proxy's own (marked by {@link ERROR_HEADER}) or the API server's.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#response-status-types
 */
export async function kubernetesFailure(
  response: Response,
  cluster: ClusterName,
  words: Words,
): Promise<AppError> {
  const say = words()
  const cause = { httpStatus: response.status }
  const status = statusSchema.safeParse(await readJson(response))
  const said = status.success ? status.data.message : undefined
  const own = codeSchema.safeParse(response.headers.get(ERROR_HEADER))
  if (own.success) {
    return new AppError(own.data, said ?? say.cannotBeReached(cluster), { cause })
  }
  if (response.status === 403) {
    const message = said ?? say.notAllowed(cluster)
    return new AppError('KUBERNETES_FORBIDDEN', message, { cause })
  }
  const message = said
    ? say.answeredSaying(cluster, response.status, said)
    : say.answered(cluster, response.status)
  return new AppError('KUBERNETES_FAILED', message, { cause })
}

/** Whether the API server no longer has what was asked for: a resource version, or the rest of a list. */
export function isExpired(failure: AppError): boolean {
  const cause = failure.cause
  return typeof cause === 'object' && cause !== null && 'httpStatus' in cause && cause.httpStatus === 410
}

/** A request that got no answer. */
export function networkFailure(cluster: ClusterName, cause: unknown, words: Words): AppError {
  return new AppError('NETWORK_FAILED', words().connectionBroke(cluster), { cause })
}

/** Why someone is signed out whose token the API server refuses right after the issuer gave it. */
export const tokenRefused = (cluster: ClusterName, words: Words): Finding => ({
  code: 'TOKEN_REFUSED',
  message: words().tokenRefused(cluster),
  remedy: words().compareSettings,
})

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}
