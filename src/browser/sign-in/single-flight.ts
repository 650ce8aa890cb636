/** Makes callers of the same key share one run: a call during a run gets that run's promise. */
export function createSingleFlight<T>(): (key: string, run: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  return (key, run) => {
    const shared = running.get(key)
    if (shared !== undefined) return shared
    const flight = run().finally(() => running.delete(key))
    running.set(key, flight)
    return flight
  }
}
