import { useMemo, useState } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { ClusterApi } from '../../kubernetes/cluster-api.ts'
import { SECTIONS, sectionQuery, type Section } from '../sections.ts'
import { WithMui } from '../with-mui.tsx'
import { useLiveTable } from './live-table.ts'
import { NamespacePicker } from './namespace-picker.tsx'
import { ResourceView } from './resource-view.tsx'

export interface ResourcesPageProps {
  readonly cluster: ClusterName
  readonly section: Section
  readonly namespace: string | undefined
  readonly clusterApi: ClusterApi
  readonly clock: StoreApi<number>
  /** `undefined`: all namespaces. */
  readonly onNamespace: (namespace: string | undefined) => void
}

/** One kind of thing of a cluster, live. Another attempt begins anew. */
export function ResourcesPage(props: ResourcesPageProps) {
  const [attempt, setAttempt] = useState(0)
  return (
    <WithMui>
      <LiveResources key={attempt} {...props} onRetry={() => setAttempt(attempt + 1)} />
    </WithMui>
  )
}

function LiveResources(props: ResourcesPageProps & { onRetry: () => void }) {
  const { section, namespace, clusterApi, onNamespace } = props
  const query = useMemo(() => sectionQuery(section, namespace), [section, namespace])
  const picker = SECTIONS[section].namespaced && (
    <NamespacePicker clusterApi={clusterApi} namespace={namespace} onNamespace={onNamespace} />
  )
  return <ResourceView {...props} table={useLiveTable(clusterApi, query)} picker={picker} />
}
