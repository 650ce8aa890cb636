/** Remembers, without any secret, for which OIDC clients this browser may hold a sealed cookie, which no script can see. */
export interface SessionMarkers {
  has(clientKey: string): boolean
  set(clientKey: string, sealed: boolean): void
}

export function createSessionMarkers(storage: Storage, prefix: string): SessionMarkers {
  return {
    has: (clientKey) => storage.getItem(prefix + clientKey) === '1',
    set: (clientKey, sealed) =>
      sealed ? storage.setItem(prefix + clientKey, '1') : storage.removeItem(prefix + clientKey),
  }
}
