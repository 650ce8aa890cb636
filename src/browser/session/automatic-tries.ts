import { browserStorage } from '../sign-in/browser-storage.ts'
import { createTabStorage } from './tab-storage.ts'

/**
 * Where the page may go to an issuer by itself: once for a client and tab, and after a sign-out not before somebody has
 * signed in again, in no tab of this browser. Without any secret.
 */
export interface AutomaticTries {
  mayTry(clientKey: string): boolean
  /** This tab tries no more. @returns whether that is stored */
  markTried(clientKey: string): boolean
  /** The person signed out of the client here: no tab of this browser tries. */
  signedOut(clientKey: string): void
  /** A sign-in with the client has been completed: the sign-out before it counts no more. */
  signedIn(clientKey: string): void
}

/** @param deps.baseUrl `''` or a path such as `/fairlead` */
export function createAutomaticTries(deps: { window: Window; baseUrl: string }): AutomaticTries {
  const tab = createTabStorage(deps)
  const triedName = (clientKey: string) => `automatic-sign-in.${clientKey}`
  const signedOutName = (clientKey: string) => `fairlead${deps.baseUrl}.signed-out.${clientKey}`

  /** A browser may deny its storage, or have no room left. */
  function attempt<T>(access: (storage: Storage) => T): T | undefined {
    try {
      return access(browserStorage(deps.window))
    } catch {
      return undefined
    }
  }

  return {
    mayTry: (clientKey) =>
      tab.get(triedName(clientKey)) !== true &&
      // What cannot be read may be a sign-out.
      attempt((storage) => storage.getItem(signedOutName(clientKey))) === null,
    markTried: (clientKey) => tab.set(triedName(clientKey), true),
    signedOut(clientKey) {
      tab.set(triedName(clientKey), true)
      attempt((storage) => storage.setItem(signedOutName(clientKey), '1'))
    },
    signedIn: (clientKey) => attempt((storage) => storage.removeItem(signedOutName(clientKey))),
  }
}
