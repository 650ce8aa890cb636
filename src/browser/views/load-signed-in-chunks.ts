import { loadResourcesPage, loadSessionNotice } from './cluster-routes.tsx'
import { loadSignOut } from './sign-out-routes.tsx'

/** Fetches what is drawn once somebody is signed in; the browser does so once, however often it is asked. */
export function loadSignedInChunks(): void {
  void loadResourcesPage()
  void loadSessionNotice()
  void loadSignOut()
}
