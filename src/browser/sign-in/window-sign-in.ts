import { AppError } from '../../contract/app-error.ts'
import { callbackState } from './callback.ts'
import { awaitCallback } from './hand-over.ts'
import type { SessionChannel } from './session-news.ts'
import type { SignInWords } from './sign-in-words.ts'
import type { AttemptRequest, CompletedSignIn, SignIn } from './sign-in.ts'

const FEATURES = 'popup,width=520,height=700'
const LOOK_EVERY_MS = 1_000

/** Builds {@link SignIn.beginInWindow}. */
export function createWindowSignIn(deps: {
  window: Window
  channel: SessionChannel
  words: SignInWords
  callbackChannelName(state: string): string
  /** Stores the attempt. @returns the authorization request's address */
  prepare(attempt: AttemptRequest): Promise<string>
  isUnderWay(state: string): Promise<boolean>
  forget(state: string): Promise<unknown>
  complete(callbackUrl: string): Promise<CompletedSignIn>
}): SignIn['beginInWindow'] {
  const { channel, words } = deps

  return async (attempt, { onClosed, signal }) => {
    // Before anything is awaited: a browser opens windows only while a click is being handled.
    const opened = openWindow(deps.window, words)
    try {
      const address = await deps.prepare(attempt)
      const wait = waitForEnd(attempt, callbackState(address), signal)
      const stopLooking = lookWhetherClosed(opened, onClosed)
      try {
        if (!signal.aborted) opened.location.replace(address)
        return await wait.end
      } finally {
        stopLooking()
        wait.stop()
      }
    } finally {
      opened.close()
    }
  }

  function waitForEnd(attempt: AttemptRequest, state: string, signal: AbortSignal) {
    const { promise: end, resolve, reject } = Promise.withResolvers<CompletedSignIn>()
    const stopWaiting = awaitCallback(deps.callbackChannelName(state), async (callbackUrl) => {
      if (callbackState(callbackUrl) !== state || !(await deps.isUnderWay(state))) return false
      resolve(deps.complete(callbackUrl))
      return true
    })
    // Where this tab answered too late, the callback page has gone on by itself.
    const stopListening = channel.listen((news) => {
      if (news.kind !== 'tokens' || news.attempt !== state) return
      const { clientKey, cluster, returnTo } = attempt
      resolve({ clientKey, cluster, returnTo, tokens: news.received.tokens })
    })
    const giveUp = () => {
      void deps.forget(state)
      reject(new AppError('ATTEMPT_UNKNOWN', words().givenUp))
    }
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) giveUp()
    const stop = () => {
      stopWaiting()
      stopListening()
      signal.removeEventListener('abort', giveUp)
    }
    return { end, stop }
  }
}

function openWindow(window: Window, words: SignInWords): Window {
  const opened = window.open('about:blank', '_blank', FEATURES)
  if (opened === null || opened.closed) throw new AppError('POPUP_BLOCKED', words().popupBlocked)
  // It keeps its opener, without which a browser lets no page close it. The issuer can lead this page elsewhere by that,
  // which is no more than a redirect lets it do; nothing here listens to its messages.
  return opened
}

/** An issuer's Cross-Origin-Opener-Policy makes a window look closed that is not: whoever is told must go on waiting. */
function lookWhetherClosed(opened: Window, onClosed: () => void): () => void {
  const timer = setInterval(() => {
    if (!opened.closed) return
    clearInterval(timer)
    onClosed()
  }, LOOK_EVERY_MS)
  return () => clearInterval(timer)
}
