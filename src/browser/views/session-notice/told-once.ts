const STORAGE_KEY = 'fairlead-session-end-told'

/** Which end of a session the person of this tab has taken note of. A renewed or a new session has another end. */
export function createToldOnce(storage: () => Storage) {
  return {
    isTold(end: string): boolean {
      try {
        return storage().getItem(STORAGE_KEY) === end
      } catch {
        return false
      }
    },
    setTold(end: string): void {
      try {
        storage().setItem(STORAGE_KEY, end)
      } catch {
        // Storage is shut off: the next page says it once more.
      }
    },
  }
}
