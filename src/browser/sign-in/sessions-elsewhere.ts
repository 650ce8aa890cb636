import type { KnownSessions } from './known-sessions.ts'
import type { SessionChannel } from './session-news.ts'
import type { SignIn } from './sign-in.ts'

/**
 * Keeps this tab in step with what the others tell, and passes it on to who asked for it. To be built before anything
 * else listens to the channel.
 */
export function createSessionsElsewhere(deps: {
  channel: SessionChannel
  known: KnownSessions
  /** This tab is ending the session: what others still get for it counts no more. */
  isEnding(clientKey: string): boolean
}): Pick<SignIn, 'onTokensElsewhere' | 'onEndedElsewhere'> {
  const { channel, known, isEnding } = deps
  const tokensListeners = new Set<Parameters<SignIn['onTokensElsewhere']>[0]>()
  const endedListeners = new Set<Parameters<SignIn['onEndedElsewhere']>[0]>()

  channel.listen((news) => {
    const { clientKey } = news
    if (news.kind === 'ended') {
      known.forget(clientKey)
      for (const listener of endedListeners) listener(clientKey)
    }
    if (news.kind !== 'tokens' || isEnding(clientKey)) return
    // Another person's are not taken over: the next renewal says so.
    if (known.hear(clientKey, news.received, news.attempt !== undefined) !== 'taken') return
    for (const listener of tokensListeners) listener(clientKey, news.received.tokens)
  })

  return {
    onTokensElsewhere: (listener) => subscribe(tokensListeners, listener),
    onEndedElsewhere: (listener) => subscribe(endedListeners, listener),
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
