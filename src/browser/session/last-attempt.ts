import { clusterNameSchema, type ClusterName } from '../../contract/cluster-name.ts'
import { storagePrefix } from '../sign-in/browser-storage.ts'
import type { Sessions } from './session.ts'

/** Which cluster this tab last left for, so that a failed sign-in can offer it again. */
export interface LastAttempt {
  /** Signs in as `signIn` does, and remembers the cluster. */
  noted(signIn: Sessions['signIn']): Sessions['signIn']
  cluster(): ClusterName | undefined
}

/**
 * Remembers it beside the attempt itself, which may no longer be known: nothing but that offer depends on it.
 *
 * @param deps.baseUrl `''` or a path such as `/fairlead`
 */
export function createLastAttempt(deps: {
  window: Pick<Window, 'sessionStorage'>
  baseUrl: string
}): LastAttempt {
  const { window } = deps
  const key = `${storagePrefix(deps.baseUrl, 'attempt')}last`
  return {
    noted: (signIn) => (cluster, returnTo) => {
      try {
        window.sessionStorage.setItem(key, cluster)
      } catch {
        // Storage is shut off: the sign-in itself says so.
      }
      return signIn(cluster, returnTo)
    },
    cluster() {
      try {
        return clusterNameSchema.safeParse(window.sessionStorage.getItem(key)).data
      } catch {
        return undefined
      }
    },
  }
}
