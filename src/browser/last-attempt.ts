import { clusterNameSchema, type ClusterName } from '../contract/cluster-name.ts'
import type { Sessions } from './session/session.ts'

const STORAGE_KEY = 'fairlead-last-attempt'

/**
 * Remembers in this tab which cluster it last left for, so that a failed sign-in can offer that cluster again, also
 * where the attempt itself is no longer known. Nothing but that link depends on it.
 */
export function createLastAttempt(window: Pick<Window, 'sessionStorage'>): {
  noted(signIn: Sessions['signIn']): Sessions['signIn']
  cluster(): ClusterName | undefined
} {
  return {
    noted: (signIn) => (cluster, returnTo) => {
      try {
        window.sessionStorage.setItem(STORAGE_KEY, cluster)
      } catch {
        // Storage is shut off: the sign-in itself says so.
      }
      return signIn(cluster, returnTo)
    },
    cluster() {
      try {
        return clusterNameSchema.safeParse(window.sessionStorage.getItem(STORAGE_KEY)).data
      } catch {
        return undefined
      }
    },
  }
}
