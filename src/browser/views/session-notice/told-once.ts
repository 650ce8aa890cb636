const STORAGE_KEY = 'fairlead-session-end-told'

/** The end is counted from when the tokens came: after a reload the same one may be a second off. */
const SAME_END_S = 5

/** When a session ends, and at which issuer it was begun. */
export interface SessionEnd {
  readonly issuerHost: string
  /** Unix seconds. */
  readonly expiresAtS: number
}

/** A renewed or a new session has another end. */
export const isSameEnd = (one: SessionEnd, other: SessionEnd): boolean =>
  one.issuerHost === other.issuerHost && Math.abs(one.expiresAtS - other.expiresAtS) <= SAME_END_S

/** Which end of a session the person of this tab has taken note of. */
export function createToldOnce(storage: () => Storage) {
  return {
    isTold(end: SessionEnd): boolean {
      try {
        const expiresAtS = Number(storage().getItem(keyOf(end)) ?? undefined)
        return isSameEnd(end, { ...end, expiresAtS })
      } catch {
        return false
      }
    },
    setTold(end: SessionEnd): void {
      try {
        storage().setItem(keyOf(end), String(end.expiresAtS))
      } catch {
        // Storage is shut off: the next page says it once more.
      }
    },
  }
}

const keyOf = ({ issuerHost }: SessionEnd) => `${STORAGE_KEY} ${issuerHost}`
