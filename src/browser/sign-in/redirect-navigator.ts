import type { INavigator } from 'oidc-client-ts'

/**
 * Leaves the page for the issuer. Settles only when the browser's back button shows this very page again, out of its
 * back/forward cache: then the sign-in is no longer under way.
 */
export function createRedirectNavigator(window: Window): INavigator {
  return {
    prepare: async () => ({
      navigate: ({ url }) =>
        new Promise((resolve) => {
          window.addEventListener('pageshow', (event) => {
            if (event.persisted) resolve({ url: window.location.href })
          })
          window.location.assign(url)
        }),
      close: () => undefined,
    }),
    callback: async () => undefined,
  }
}
