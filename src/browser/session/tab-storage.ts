/** What one tab remembers across redirects and reloads; never a token. Each read is to be checked: anyone of this origin may write. */
export interface TabStorage {
  get(name: string): unknown
  /** @returns whether it is stored: a browser may have its storage shut off */
  set(name: string, value: unknown): boolean
  remove(name: string): void
}

/**
 * @param deps.baseUrl `''` or a path such as `/fairlead`: another Fairlead at the same origin has another one
 */
export function createTabStorage(deps: {
  window: Pick<Window, 'sessionStorage'>
  baseUrl: string
}): TabStorage {
  const prefix = `fairlead${deps.baseUrl}.tab.`

  function attempt<T>(access: (storage: Storage) => T): T | undefined {
    try {
      return access(deps.window.sessionStorage)
    } catch {
      return undefined
    }
  }

  return {
    get: (name) => attempt((storage): unknown => JSON.parse(storage.getItem(prefix + name) ?? 'null')),
    set: (name, value) =>
      attempt((storage) => {
        storage.setItem(prefix + name, JSON.stringify(value))
        return true
      }) ?? false,
    remove: (name) => attempt((storage) => storage.removeItem(prefix + name)),
  }
}
