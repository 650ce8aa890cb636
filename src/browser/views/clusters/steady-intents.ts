import { useEffect, useRef, useState } from 'react'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { ClusterIntents } from './cluster-actions.tsx'

/** The same functions in every drawing, which call those of the last one: a row need not be drawn again for them. */
export function useSteadyIntents(intents: ClusterIntents): ClusterIntents {
  const latest = useRef(intents)
  useEffect(() => {
    latest.current = intents
  })
  const [steady] = useState(() => {
    const always: ClusterIntents = {
      onSignIn: (cluster) => latest.current.onSignIn(cluster),
      onSignOut: (cluster) => latest.current.onSignOut(cluster),
      onReload: () => latest.current.onReload(),
    }
    const onCancelSignIn = (cluster: ClusterName) => latest.current.onCancelSignIn?.(cluster)
    return { always, withCancel: { ...always, onCancelSignIn } }
  })
  return intents.onCancelSignIn ? steady.withCancel : steady.always
}
