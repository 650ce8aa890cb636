/**
 * Runs something while nobody else runs anything for the OIDC client. It is told whether it had to wait for that: then
 * someone else may have got what it is about to ask for.
 */
export type ClientLock = <T>(clientKey: string, run: (hadToWait: boolean) => Promise<T>) => Promise<T>

/**
 * Makes token requests of one OIDC client wait for each other, across the tabs of this browser where it has Web Locks,
 * else within the page: they all replace the same sealed cookie, and two that use one rotating refresh token end it.
 *
 * @see RFC 9700, section 4.14.2 (refresh token rotation)
 */
export function createClientLock(locks: LockManager | null | undefined, prefix: string): ClientLock {
  if (locks) return acrossTabs(locks, prefix)

  const last = new Map<string, Promise<unknown>>()
  return (clientKey, run) => {
    const before = last.get(clientKey)
    const next = () => run(before !== undefined)
    const mine = (before ?? Promise.resolve()).then(next, next)
    last.set(clientKey, mine)
    const forget = () => {
      if (last.get(clientKey) === mine) last.delete(clientKey)
    }
    mine.then(forget, forget)
    return mine
  }
}

function acrossTabs(locks: LockManager, prefix: string): ClientLock {
  return async (clientKey, run) => {
    const name = prefix + clientKey
    const atOnce = await locks.request(name, { ifAvailable: true }, async (lock) =>
      lock === null ? undefined : { result: await run(false) },
    )
    return atOnce === undefined ? locks.request(name, () => run(true)) : atOnce.result
  }
}
