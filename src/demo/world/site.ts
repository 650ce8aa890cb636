import type { Random } from '../random.ts'
import type { ClusterPlan } from './cluster-plan.ts'
import type { Pod } from './kube-object.ts'
import type { ObjectStore } from './object-store.ts'
import { pendingPod } from './pods.ts'
import { ownerOf, type PodOwner } from './workload-objects.ts'

/** Where the makers of a cluster put what they make. */
export interface Site {
  readonly plan: ClusterPlan
  readonly store: ObjectStore
  readonly random: Random
  readonly nowMs: () => number
}

/** @param index from 1 */
export function nodeName({ plan }: Site, index: number): string {
  return `${plan.nodePrefix}-${String(index).padStart(2, '0')}`
}

export function anyNode(site: Site): string {
  return nodeName(site, site.random.int(site.plan.nodes) + 1)
}

export function anyPodIP({ random }: Site): string {
  return `10.244.${random.int(64)}.${random.int(250) + 2}`
}

/** A new pod of a ReplicaSet, not scheduled yet. */
export function replicaPod(site: Site, set: PodOwner, createdAtMs: number): Pod {
  const { random } = site
  return pendingPod(
    {
      namespace: set.metadata.namespace ?? '',
      name: `${set.metadata.name}-${random.suffix(5)}`,
      generateName: `${set.metadata.name}-`,
      labels: set.spec.template.metadata.labels,
      owner: ownerOf(set),
      containers: set.spec.template.spec.containers,
      createdAtMs,
    },
    random,
  )
}
