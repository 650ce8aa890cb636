import { useMemo, useSyncExternalStore } from 'react'
import type { ClusterApi, LiveTable, TableQuery } from '../../kubernetes/cluster-api.ts'

const LOADING: LiveTable = { status: 'loading' }

/** Lists and watches while a screen shows it. Without a query nothing is asked. */
export function useLiveTable(clusterApi: ClusterApi, query: TableQuery | undefined): LiveTable {
  const source = useMemo(() => whileWatched(clusterApi, query), [clusterApi, query])
  return useSyncExternalStore(source.subscribe, source.now)
}

/** A table that is open as long as somebody looks. */
function whileWatched(clusterApi: ClusterApi, query: TableQuery | undefined) {
  let opened: ReturnType<ClusterApi['openTable']> | undefined
  return {
    subscribe(onChange: () => void): () => void {
      if (query === undefined) return () => undefined
      const { table, close } = (opened = clusterApi.openTable(query))
      const unsubscribe = table.subscribe(onChange)
      return () => {
        unsubscribe()
        close()
        opened = undefined
      }
    },
    now: (): LiveTable => opened?.table.getState() ?? LOADING,
  }
}
