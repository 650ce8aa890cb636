/**
 * Makes token requests of one OIDC client wait for each other, across the tabs of this browser where it has Web Locks,
 * else within the page: they all replace the same sealed cookie, and two that use one rotating refresh token end it.
 *
 * @see RFC 9700, section 4.14.2 (refresh token rotation)
 */
export function createClientLock(
  locks: LockManager | null | undefined,
  prefix: string,
): <T>(clientKey: string, run: () => Promise<T>) => Promise<T> {
  if (locks) return (clientKey, run) => locks.request(prefix + clientKey, run)

  const last = new Map<string, Promise<unknown>>()
  return (clientKey, run) => {
    const mine = (last.get(clientKey) ?? Promise.resolve()).then(run, run)
    last.set(
      clientKey,
      mine.catch(() => undefined),
    )
    return mine
  }
}
