import { AppError } from '../../contract/app-error.ts'
import type { ClientLock } from './client-lock.ts'
import type { KnownSessions } from './known-sessions.ts'
import type { SessionChannel } from './session-news.ts'
import type { SignInWords } from './sign-in-words.ts'
import type { Tokens } from './sign-in.ts'
import { createSingleFlight } from './single-flight.ts'
import { endsSession } from './token-request-failure.ts'
import type { Received, TokenRequests } from './token-requests.ts'

/** A message may come a little later than the lock that its sender gave back. */
const NEWS_GRACE_MS = 250

/** Renews sessions: one request for all tabs that want one at the same time. */
export function createRenewals(deps: {
  tokenRequests: TokenRequests
  known: KnownSessions
  channel: SessionChannel
  locked: ClientLock
  mayRestore(clientKey: string): boolean
  /** Forgets the session, here and in the other tabs. */
  endEverywhere(clientKey: string): void
  words: SignInWords
  /** Whose session it was, to say so. */
  issuerOf(clientKey: string): string
}): (clientKey: string) => Promise<Tokens> {
  const { known, channel, locked, words } = deps
  const flights = createSingleFlight<Tokens>()
  return (clientKey) => flights(clientKey, () => renew(clientKey))

  async function renew(clientKey: string): Promise<Tokens> {
    known.requireOwn(clientKey)
    const elsewhere = listenForResult(clientKey)
    const ending = known.endings(clientKey)
    try {
      return await Promise.race([
        elsewhere.result,
        locked(clientKey, async (hadToWait) => {
          if (hadToWait) await elsewhere.cameWithinGrace()
          return elsewhere.came() ? elsewhere.result : request(clientKey, ending)
        }),
      ])
    } finally {
      elsewhere.stop()
    }
  }

  async function request(clientKey: string, ending: number): Promise<Tokens> {
    if (!deps.mayRestore(clientKey)) {
      throw new AppError('SESSION_ENDED', words().sessionEnded(deps.issuerOf(clientKey)))
    }
    const received = await refresh(clientKey)
    if (known.endings(clientKey) !== ending) {
      throw new AppError('SESSION_ENDED', words().signedOutMeanwhile)
    }
    const tokens = known.renew(clientKey, received)
    channel.tell({ kind: 'tokens', clientKey, received })
    return tokens
  }

  async function refresh(clientKey: string): Promise<Received> {
    try {
      return await deps.tokenRequests.refresh(clientKey)
    } catch (failure) {
      if (failure instanceof AppError) tellFailure(clientKey, failure)
      throw failure
    }
  }

  /** Whoever waits for the same renewal need not fail by a request of its own. */
  function tellFailure(clientKey: string, failure: AppError): void {
    if (endsSession(failure)) deps.endEverywhere(clientKey)
    else channel.tell({ kind: 'failed', clientKey, code: failure.code, message: failure.message })
  }

  /** What another tab's renewal, begun before this one, comes to. */
  function listenForResult(clientKey: string) {
    const { promise: result, resolve, reject } = Promise.withResolvers<Tokens>()
    result.catch(() => undefined)
    let came = false
    const stop = channel.listen((news) => {
      if (news.clientKey !== clientKey) return
      if (news.kind === 'ended') reject(new AppError('SESSION_ENDED', words().signedOutMeanwhile))
      else if (news.kind === 'failed') reject(new AppError(news.code, news.message))
      else {
        const verdict = known.hear(clientKey, news.received, news.attempt !== undefined)
        if (verdict === 'older') return
        if (verdict === 'taken') resolve(news.received.tokens)
        else reject(new AppError('SUBJECT_MISMATCH', words().someoneElse))
      }
      came = true
    })
    const cameWithinGrace = () =>
      Promise.race([
        result.then(
          () => undefined,
          () => undefined,
        ),
        new Promise<void>((resolve) => setTimeout(resolve, NEWS_GRACE_MS)),
      ])
    return { result, came: () => came, cameWithinGrace, stop }
  }
}
