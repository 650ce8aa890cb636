import { storagePrefix } from '../sign-in/browser-storage.ts'
import { safeReturnPath } from '../sign-in/safe-return-path.ts'
import type { Sessions } from './session.ts'

/** Where this tab last left from for an issuer, so that a failed sign-in can offer it again. */
export interface LastAttempt {
  /** Signs in as `signIn` does, and remembers where to return to. */
  noted(signIn: Sessions['signIn']): Sessions['signIn']
  /** Path, query and fragment below the origin; checked to be ours. */
  returnTo(): string | undefined
}

/**
 * Remembers it beside the attempt itself, which may no longer be known: nothing but that offer depends on it.
 *
 * @param deps.baseUrl `''` or a path such as `/fairlead`
 */
export function createLastAttempt(deps: {
  window: Pick<Window, 'sessionStorage' | 'location'>
  baseUrl: string
}): LastAttempt {
  const { window, baseUrl } = deps
  const key = `${storagePrefix(baseUrl, 'attempt')}last`
  return {
    noted:
      (signIn) =>
      (...asking) => {
        try {
          window.sessionStorage.setItem(key, asking[1])
        } catch {
          // Storage is shut off: the sign-in itself says so.
        }
        return signIn(...asking)
      },
    returnTo() {
      try {
        const stored = window.sessionStorage.getItem(key)
        return stored === null
          ? undefined
          : safeReturnPath(stored, { origin: window.location.origin, baseUrl })
      } catch {
        return undefined
      }
    },
  }
}
