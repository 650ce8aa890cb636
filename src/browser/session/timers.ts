/** Something that calls back after a while. */
export interface Timers {
  /** @returns a function that cancels the call */
  after(delayMs: number, call: () => void): () => void
}

export const browserTimers: Timers = {
  after(delayMs, call) {
    const timer = setTimeout(call, delayMs)
    return () => clearTimeout(timer)
  },
}
