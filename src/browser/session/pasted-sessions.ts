import { AppError } from '../../contract/app-error.ts'
import type { Messages } from '../messages/messages.ts'
import type { RenewalClock } from './renewal-clock.ts'
import { reachedEnd } from './session-end.ts'
import { isPasted, signedOutFor, type SessionRecords } from './session-records.ts'
import type { Sessions } from './session.ts'

/** Sessions by pasted tokens: each is one cluster's and this tab's own, and ends with its token. */
export function createPastedSessions(deps: {
  records: SessionRecords
  clock: RenewalClock
  isAllowed: boolean
  messages(): Messages
  nowMs(): number
}): Sessions['usePastedToken'] {
  const { records, clock, messages } = deps

  return (cluster, { bearerToken, expiresAtS, identity }) => {
    if (!deps.isAllowed) throw new AppError('PASTED_TOKEN_INVALID', messages().session.pastedTokensOff)
    const receivedAtS = deps.nowMs() / 1000
    const renewal = 'pasted'
    const end = expiresAtS !== undefined && { expiresAtS }
    records.set(cluster, { status: 'signed-in', bearerToken, receivedAtS, renewal, identity, ...end })
    if (expiresAtS === undefined) return

    // No OIDC client's key begins so.
    const name = `pasted:${cluster}`
    clock.start(name, {
      life: { expiresAtS, receivedAtS, renewal },
      notBeforeMs: () => 0,
      renew: () => undefined,
      end() {
        clock.stop(name)
        const session = records.get(cluster)
        if (!isPasted(session) || session.bearerToken !== bearerToken) return
        records.set(cluster, signedOutFor(reachedEnd(renewal, messages())))
      },
    })
  }
}
