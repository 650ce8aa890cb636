import { AppError } from '../../contract/app-error.ts'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Messages } from '../messages/messages.ts'
import type { AttemptRequest, SignIn } from '../sign-in/sign-in.ts'
import type { ClientSessions } from './client-sessions.ts'
import { asAppError, findingOf } from './session-end.ts'
import { isOver, signedOutFor, type SessionRecords } from './session-records.ts'
import type { Session, SignedIn } from './session.ts'

/** Sign-ins under way: the one that leaves the page, and those in windows of their own. */
export interface SignInAttempts {
  /** Leaves for the issuer. @returns why that failed, or nothing where the person came back by the back button */
  leave(attempt: AttemptRequest): Promise<AppError | undefined>
  /** Opens the issuer's page in a window, within the click that this is called in; leaves where none opens. */
  openWindow(attempt: AttemptRequest): Promise<void>
  cancel(cluster: ClusterName): void
}

export function createSignInAttempts(deps: {
  records: SessionRecords
  signIn: SignIn
  clients: ClientSessions
  messages(): Messages
  nowMs(): number
}): SignInAttempts {
  const { records, signIn, clients, messages, nowMs } = deps
  const windows = new Map<ClusterName, AbortController>()

  /** Sessions that were to be gone on with before their end: they are as good as before when that fails. */
  const goingOn = new Map<ClusterName, SignedIn>()

  const failed = (error: unknown) => asAppError(error, messages())

  function set(cluster: ClusterName, session: Session): void {
    const before = records.get(cluster)
    if (before?.status !== 'signing-in') goingOn.delete(cluster)
    if (before?.status === 'signed-in') goingOn.set(cluster, before)
    records.set(cluster, session)
  }

  function settle(cluster: ClusterName, failure: AppError | undefined): void {
    if (records.get(cluster)?.status !== 'signing-in') return
    const before = goingOn.get(cluster)
    const reason = failure && findingOf(failure)
    if (!before || isOver(before, nowMs())) records.set(cluster, signedOutFor(reason))
    else records.set(cluster, reason ? { ...before, signInFailure: reason } : before)
  }

  async function leave(attempt: AttemptRequest): Promise<AppError | undefined> {
    set(attempt.cluster, { status: 'signing-in' })
    const failure = await signIn.begin(attempt).then(() => undefined, failed)
    settle(attempt.cluster, failure)
    return failure
  }

  async function openWindow(attempt: AttemptRequest): Promise<void> {
    const { cluster } = attempt
    const window = new AbortController()
    const show = (session: Session) => {
      if (windows.get(cluster) === window && records.get(cluster)?.status === 'signing-in') {
        records.set(cluster, session)
      }
    }
    windows.set(cluster, window)
    set(cluster, { status: 'signing-in', window: 'open' })
    const result = await signIn
      .beginInWindow(attempt, {
        onClosed: () => show({ status: 'signing-in', window: 'closed' }),
        signal: window.signal,
      })
      .catch(failed)
    if (!(result instanceof AppError)) {
      windows.delete(cluster)
      giveUpWindows(result.clientKey)
      clients.begin(result.clientKey, result.tokens)
      return
    }
    if (windows.get(cluster) !== window) return
    windows.delete(cluster)
    if (result.code === 'POPUP_BLOCKED') await leave(attempt)
    else settle(cluster, result)
  }

  /** Whoever went on in another window of a client would begin its session anew, perhaps as someone else. */
  function giveUpWindows(clientKey: string): void {
    for (const cluster of records.clustersOf(clientKey)) {
      windows.get(cluster)?.abort()
      windows.delete(cluster)
    }
  }

  function cancel(cluster: ClusterName): void {
    const window = windows.get(cluster)
    windows.delete(cluster)
    window?.abort()
    if (window) settle(cluster, undefined)
  }

  return { leave, openWindow, cancel }
}
