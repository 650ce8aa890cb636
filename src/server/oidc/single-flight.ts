const REPLAY_MS = 10_000
const MOST_ENTRIES = 1_000

/**
 * Lets one run of the work answer everyone who asks under the same key while it lasts, and for ten seconds after a
 * success: a refresh token that rotates must not be sent twice. A failure is forgotten at once.
 */
export interface SingleFlight<T> {
  run(key: string, work: () => Promise<T>): Promise<T>
  /** Forgets a key. @returns what would have answered under it, running or done */
  take(key: string): Promise<T> | undefined
  /** Forgets the results that are such. */
  drop(isSuch: (result: T) => boolean): void
  close(): void
}

export function createSingleFlight<T>(replayMs = REPLAY_MS, mostEntries = MOST_ENTRIES): SingleFlight<T> {
  const flights = new Map<string, Promise<T>>()
  const timers = new Map<string, NodeJS.Timeout>()
  const results = new Map<string, T>()

  function forget(key: string): void {
    clearTimeout(timers.get(key))
    timers.delete(key)
    results.delete(key)
    flights.delete(key)
  }

  function remember(key: string, result: T): void {
    results.set(key, result)
    timers.set(key, setTimeout(() => forget(key), replayMs).unref())
  }

  /** Settled flights alone have a timer; the oldest of them goes first. */
  function makeRoom(): void {
    const [oldest] = timers.keys()
    if (flights.size >= mostEntries && oldest !== undefined) forget(oldest)
  }

  return {
    run(key, work) {
      const running = flights.get(key)
      if (running !== undefined) return running
      makeRoom()
      const flight = work()
      flights.set(key, flight)
      const isCurrent = () => flights.get(key) === flight
      flight.then(
        (result) => isCurrent() && remember(key, result),
        () => isCurrent() && forget(key),
      )
      return flight
    },
    take(key) {
      const flight = flights.get(key)
      forget(key)
      return flight
    },
    drop(isSuch) {
      for (const [key, result] of results) if (isSuch(result)) forget(key)
    },
    close() {
      for (const key of [...timers.keys()]) forget(key)
    },
  }
}
