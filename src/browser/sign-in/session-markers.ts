/** Remembers, without any secret, for which OIDC clients this browser may hold a sealed cookie, which no script can see. */
export interface SessionMarkers {
  has(clientKey: string): boolean
  set(clientKey: string): void
  remove(clientKey: string): void
  /** Tells when another tab removed a marker. @returns a function that stops telling */
  onRemovedElsewhere(listener: (clientKey: string) => void): () => void
}

export function createSessionMarkers(deps: {
  storage: Storage
  prefix: string
  window: Pick<Window, 'addEventListener' | 'removeEventListener'>
}): SessionMarkers {
  const { storage, prefix, window } = deps
  return {
    has: (clientKey) => storage.getItem(prefix + clientKey) === '1',
    set: (clientKey) => storage.setItem(prefix + clientKey, '1'),
    remove: (clientKey) => storage.removeItem(prefix + clientKey),
    onRemovedElsewhere(listener) {
      const onStorage = (event: StorageEvent) => {
        if (event.key?.startsWith(prefix) && event.newValue === null) listener(event.key.slice(prefix.length))
      }
      window.addEventListener('storage', onStorage)
      return () => window.removeEventListener('storage', onStorage)
    },
  }
}
