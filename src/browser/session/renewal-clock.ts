import type { Tokens } from '../sign-in/sign-in.ts'
import type { Timers } from './timers.ts'

const RENEW_BEFORE_END_S = 60
const RETRY_AFTER_MS = 15_000
// A timer stands still while the machine sleeps, so the wall clock is looked at now and then.
const LONGEST_WAIT_MS = 60_000

/** What the clock needs to know of a client's tokens. */
export type TokenLife = Pick<Tokens, 'expiresAtS' | 'renewal'>

/** What to do now with tokens that live until then, and how long to wait where that is nothing. */
export type RenewalStep =
  { readonly step: 'renew' } | { readonly step: 'end' } | { readonly step: 'wait'; readonly waitMs: number }

/**
 * Renews a minute before the end, or in the last quarter of a short life; lets what cannot be renewed end.
 *
 * @param receivedAtS when the tokens came, Unix seconds
 */
export function nextRenewalStep(life: TokenLife, receivedAtS: number, nowMs: number): RenewalStep {
  const beforeEndS = life.renewal === 'possible' ? renewBeforeEndS(life.expiresAtS - receivedAtS) : 0
  const waitMs = (life.expiresAtS - beforeEndS) * 1000 - nowMs
  if (waitMs > 0) return { step: 'wait', waitMs: Math.min(waitMs, LONGEST_WAIT_MS) }
  return { step: life.renewal === 'possible' ? 'renew' : 'end' }
}

/** How long before their end tokens of this life are renewed, in seconds. */
export function renewBeforeEndS(lifeS: number, atMostS = RENEW_BEFORE_END_S): number {
  return Math.max(0, Math.min(atMostS, lifeS / 4))
}

/** Whether someone looks at the page: `document` is one. */
export interface PageVisibility {
  readonly visibilityState: DocumentVisibilityState
  addEventListener(type: 'visibilitychange', listener: () => void): void
}

export interface RenewalClock {
  /** Starts over with the tokens that a client has now. */
  start(clientKey: string, life: TokenLife): void
  stop(clientKey: string): void
}

/** Watches over the tokens of every client, one timer for each; renews only while someone looks at the page. */
export function createRenewalClock(deps: {
  nowMs(): number
  timers: Timers
  page: PageVisibility
  /** Calls {@link RenewalClock.start} again when it succeeds, {@link RenewalClock.stop} when the session ended. */
  renew(clientKey: string): Promise<void>
  end(clientKey: string): void
}): RenewalClock {
  const { nowMs, timers, page } = deps
  const watched = new Map<string, { life: TokenLife; receivedAtS: number; cancel(): void }>()

  function wait(clientKey: string, delayMs: number): void {
    const watch = watched.get(clientKey)
    if (watch === undefined) return
    watch.cancel()
    watch.cancel = timers.after(delayMs, () => look(clientKey))
  }

  function look(clientKey: string): void {
    const watch = watched.get(clientKey)
    if (watch === undefined) return
    const next = nextRenewalStep(watch.life, watch.receivedAtS, nowMs())
    if (next.step === 'wait') wait(clientKey, next.waitMs)
    else if (next.step === 'end') deps.end(clientKey)
    else if (page.visibilityState === 'visible') {
      wait(clientKey, RETRY_AFTER_MS)
      deps.renew(clientKey).catch(() => undefined)
    }
  }

  page.addEventListener('visibilitychange', () => {
    for (const clientKey of watched.keys()) look(clientKey)
  })

  return {
    start(clientKey, life) {
      watched.get(clientKey)?.cancel()
      watched.set(clientKey, { life, receivedAtS: nowMs() / 1000, cancel: () => undefined })
      look(clientKey)
    },
    stop(clientKey) {
      watched.get(clientKey)?.cancel()
      watched.delete(clientKey)
    },
  }
}
