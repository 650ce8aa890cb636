import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Messages } from '../messages/messages.ts'
import { AppError } from '../../contract/app-error.ts'
import type { ClientSessions } from './client-sessions.ts'
import { asAppError, reachedEnd } from './session-end.ts'
import { isOver, isPasted, signedOutFor, type SessionRecords } from './session-records.ts'
import type { Sessions, SignedIn } from './session.ts'

type BearerTokens = Pick<Sessions, 'bearerToken' | 'renew' | 'refuse'>

/** Hands tokens out to the Kubernetes stage, and takes back what an API server says of them. */
export function createBearerTokens(deps: {
  records: SessionRecords
  clients: ClientSessions
  messages(): Messages
  nowMs(): number
  /** The restore that is under way. */
  restored(): Promise<void>
}): BearerTokens {
  const { records, clients, messages, nowMs } = deps
  const answersToRefusal = new Map<string, string>()

  /** @throws AppError `SESSION_ENDED` */
  function endOver(cluster: ClusterName, session: SignedIn): never {
    const reason = reachedEnd(session.renewal, messages())
    if (isPasted(session)) records.set(cluster, signedOutFor(reason))
    else clients.end(records.clientKeyOf(cluster), reason)
    throw new AppError(reason.code, reason.message)
  }

  async function bearerToken(cluster: ClusterName): Promise<string> {
    if (records.get(cluster)?.status === 'restoring') await deps.restored()
    const session = records.signedIn(cluster)
    if (session.renewal !== 'possible')
      return isOver(session, nowMs()) ? endOver(cluster, session) : session.bearerToken

    const clientKey = records.clientKeyOf(cluster)
    if (!clients.isAboutToEnd(clientKey)) return session.bearerToken
    const failure = await clients.renew(clientKey).catch((error: unknown) => asAppError(error, messages()))
    if (failure && (failure.code === 'SESSION_ENDED' || isOver(session, nowMs()))) throw failure
    return records.signedIn(cluster).bearerToken
  }

  async function renew(cluster: ClusterName, refusedToken: string): Promise<string> {
    const { bearerToken, renewal } = records.signedIn(cluster)
    if (bearerToken !== refusedToken) return bearerToken
    if (renewal !== 'possible' && renewal !== 'issuer-limit') return refusedToken
    const clientKey = records.clientKeyOf(cluster)
    // A token that was itself the answer to a refusal is not worth another renewal, for no cluster of the client.
    if (answersToRefusal.get(clientKey) === refusedToken) return refusedToken
    await clients.renew(clientKey)
    answersToRefusal.set(clientKey, records.signedIn(cluster).bearerToken)
    return records.signedIn(cluster).bearerToken
  }

  return {
    bearerToken,
    renew,
    refuse(cluster, refusedToken, reason) {
      const session = records.get(cluster)
      if (session?.status !== 'signed-in' || session.bearerToken !== refusedToken) return
      const message = messages().session.pastedTokenRefused(cluster)
      records.set(cluster, signedOutFor(isPasted(session) ? { code: reason.code, message } : reason))
    },
  }
}
