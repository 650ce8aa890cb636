import type { Page } from './page.ts'
import type { Renewal } from './session.ts'
import type { Timers } from './timers.ts'

const RENEW_BEFORE_END_S = 60
const SHORTEST_WAIT_MS = 1_000
// A timer stands still while the machine sleeps, so the wall clock is looked at now and then.
const LONGEST_WAIT_MS = 15_000

/** What decides when to renew. */
export interface TokenLife {
  readonly expiresAtS: number
  /** When the tokens came, Unix seconds. */
  readonly receivedAtS: number
  readonly renewal: Renewal
}

/** What to do now with tokens of this life, and how long to wait where that is nothing. */
export type RenewalStep =
  { readonly step: 'renew' } | { readonly step: 'end' } | { readonly step: 'wait'; readonly waitMs: number }

/**
 * Renews a minute before the end, or in the last quarter of a short life; lets what cannot be renewed end.
 *
 * @param notBeforeMs renews no earlier, Unix milliseconds: the last renewal failed
 */
export function nextRenewalStep(life: TokenLife, nowMs: number, notBeforeMs = 0): RenewalStep {
  const isRenewable = life.renewal === 'possible'
  const dueMs = isRenewable ? Math.max(renewalDueS(life) * 1000, notBeforeMs) : life.expiresAtS * 1000
  if (nowMs < dueMs) return { step: 'wait', waitMs: dueMs - nowMs }
  return { step: isRenewable ? 'renew' : 'end' }
}

/** When tokens of this life are renewed, Unix seconds. */
export function renewalDueS(
  { expiresAtS, receivedAtS }: TokenLife,
  atMostBeforeS = RENEW_BEFORE_END_S,
): number {
  return expiresAtS - Math.max(0, Math.min(atMostBeforeS, (expiresAtS - receivedAtS) / 4))
}

/** Tokens that the clock looks after. */
export interface Watched {
  readonly life: TokenLife
  /** Renewals are put off until then, Unix milliseconds. */
  notBeforeMs(): number
  /** Starts the clock anew with what comes of it. Asked again and again while it is due; one renewal at a time is the callee's. */
  renew(): void
  end(): void
}

export interface RenewalClock {
  /** Looks after these tokens from now on, in place of those before under this name. */
  start(name: string, watched: Watched): void
  stop(name: string): void
  /** Decides anew what is due when. */
  look(): void
}

/**
 * Watches over all tokens of the page with one timer. Ahead of time it renews only while somebody looks at the page;
 * a page that nobody sees waits until its tokens are over, when no other tab has renewed them.
 */
export function createRenewalClock(deps: { nowMs(): number; timers: Timers; page: Page }): RenewalClock {
  const { nowMs, timers, page } = deps
  const all = new Map<string, Watched>()
  let isLooking = false
  let cancelTimer = () => {}

  const nextStep = ({ life, notBeforeMs }: Watched) => nextRenewalStep(life, nowMs(), notBeforeMs())

  const isOver = ({ life }: Watched) => nowMs() >= life.expiresAtS * 1000

  function act(watched: Watched): void {
    const { step } = nextStep(watched)
    if (step === 'end') watched.end()
    else if (step === 'renew' && (page.isVisible() || isOver(watched))) watched.renew()
  }

  /** What is still due after it was acted upon is under way, or waits for somebody to look. */
  function waitMsFor(watched: Watched, acted: readonly Watched[]): number {
    const next = nextStep(watched)
    if (next.step === 'wait') return next.waitMs
    return acted.includes(watched) ? LONGEST_WAIT_MS : SHORTEST_WAIT_MS
  }

  function look(): void {
    // Whatever comes of acting starts the clock anew, and is seen to at the end of this look.
    if (isLooking) return
    isLooking = true
    const acted = [...all.values()]
    try {
      acted.forEach(act)
    } finally {
      isLooking = false
      waitFor(acted)
    }
  }

  function waitFor(acted: readonly Watched[]): void {
    cancelTimer()
    if (all.size === 0) return
    const soonestMs = Math.min(...[...all.values()].map((watched) => waitMsFor(watched, acted)))
    cancelTimer = timers.after(Math.min(Math.max(soonestMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS), look)
  }

  page.onWake(look)
  return {
    start(name, watched) {
      all.set(name, watched)
      look()
    },
    stop: (name) => void all.delete(name),
    look,
  }
}
