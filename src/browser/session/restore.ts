import type { Messages } from '../messages/messages.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { ClientSessions } from './client-sessions.ts'
import { asAppError, findingOf } from './session-end.ts'
import type { SessionRecords } from './session-records.ts'
import type { Sessions } from './session.ts'

/** Brings back, after a reload or in a new tab, what this browser holds. */
export interface Restore {
  restore: Sessions['restore']
  /** Settles when the restore that is under way is over. */
  restored(): Promise<void>
}

export function createRestore(deps: {
  records: SessionRecords
  signIn: SignIn
  clients: ClientSessions
  messages(): Messages
  /** A sign-in that is being completed: one token request must not overtake another. */
  completed(): Promise<unknown>
}): Restore {
  const { records, signIn, clients } = deps
  let pending = Promise.resolve()

  async function restoreClient(clientKey: string): Promise<void> {
    const isRestoring = () =>
      records.clustersOf(clientKey).some((cluster) => records.get(cluster)?.status === 'restoring')
    if (!isRestoring()) return
    const failure = await clients
      .renew(clientKey)
      .catch((error: unknown) => asAppError(error, deps.messages()))
    if (failure && isRestoring()) clients.end(clientKey, findingOf(failure))
  }

  return {
    restore() {
      const held = records.clientKeys.filter((clientKey) => signIn.mayRestore(clientKey))
      for (const clientKey of held) {
        records.change(clientKey, (session) =>
          session.status === 'signed-out' ? { status: 'restoring' } : session,
        )
      }
      pending = deps
        .completed()
        .then(() => Promise.all(held.map(restoreClient)))
        .then(() => undefined)
      return pending
    },
    restored: () => pending,
  }
}
