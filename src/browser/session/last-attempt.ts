import * as z from 'zod/mini'
import { safeReturnPath } from '../sign-in/safe-return-path.ts'
import type { TabStorage } from './tab-storage.ts'

const STORED_AS = 'left-from'

/** Where this tab last left from for an issuer, so that a failed sign-in can offer it again. */
export interface LastAttempt {
  note(returnTo: string): void
  /** Path, query and fragment below the origin; checked to be ours. */
  returnTo(): string | undefined
}

/**
 * Remembers it beside the attempt itself, which may no longer be known: nothing but that offer depends on it.
 *
 * @param deps.baseUrl `''` or a path such as `/fairlead`
 */
export function createLastAttempt(deps: {
  storage: TabStorage
  window: Pick<Window, 'location'>
  baseUrl: string
}): LastAttempt {
  const { storage, window, baseUrl } = deps
  return {
    note: (returnTo) => void storage.set(STORED_AS, returnTo),
    returnTo() {
      const stored = z.string().safeParse(storage.get(STORED_AS))
      return stored.success
        ? safeReturnPath(stored.data, { origin: window.location.origin, baseUrl })
        : undefined
    },
  }
}
