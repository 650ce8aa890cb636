import { useEffect, useRef, useState } from 'react'
import type { ClusterIntents } from './cluster-actions.tsx'

/** The same functions in every drawing, which call those of the last one: a row need not be drawn again for them. */
export function useSteadyIntents(intents: ClusterIntents): ClusterIntents {
  const latest = useRef(intents)
  useEffect(() => {
    latest.current = intents
  })
  const [steady] = useState<ClusterIntents>(() => ({
    onSignIn: (cluster) => latest.current.onSignIn(cluster),
    onCancelSignIn: (cluster) => latest.current.onCancelSignIn(cluster),
    onSignOut: (cluster) => latest.current.onSignOut(cluster),
    onReload: () => latest.current.onReload(),
  }))
  return steady
}
