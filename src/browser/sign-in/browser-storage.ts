import { InMemoryWebStorage } from 'oidc-client-ts'

/** `localStorage`, or a stand-in that lasts as long as the page where the browser denies storage to this site. */
export function browserStorage(window: Window): Storage {
  try {
    return window.localStorage
  } catch {
    return new InMemoryWebStorage()
  }
}

/** Begins the names of what one Fairlead stores, locks and tells; another one at the same origin has another base URL. */
export const storagePrefix = (baseUrl: string, owner: 'attempt' | 'session' | 'renewal' | 'callback') =>
  `fairlead${baseUrl}.${owner}.`

/** The channel on which the tabs of one Fairlead tell each other about sessions. */
export const sessionChannelName = (baseUrl: string) => `fairlead${baseUrl}.sessions`
