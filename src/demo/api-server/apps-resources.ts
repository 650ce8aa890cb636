import type { Container, Deployment, ReplicaSet, Sparse } from '../world/kube-object.ts'
import { age, AGE, column, core, labels, NAME, resourceType, SELECTOR } from './resource-type.ts'

const CONTAINERS = column('Containers', 'Names of the containers.', { priority: 1 })
const IMAGES = column('Images', 'Images of the containers.', { priority: 1 })

export const DEPLOYMENTS = resourceType<Deployment>({
  ...apps('deployments', 'deployment', 'Deployment', ['deploy']),
  columns: [
    NAME,
    column('Ready', 'Pods that are ready, of those wanted.'),
    column('Up-to-date', 'Pods of the newest template.', { type: 'integer' }),
    column('Available', 'Pods that have been ready for long enough.', { type: 'integer' }),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  cells: (deployment, nowMs) => [
    deployment.metadata.name ?? '',
    `${deployment.status?.readyReplicas ?? 0}/${deployment.spec?.replicas ?? 0}`,
    deployment.status?.updatedReplicas ?? 0,
    deployment.status?.availableReplicas ?? 0,
    age(deployment, nowMs),
    ...template(deployment),
  ],
})

export const REPLICA_SETS = resourceType<ReplicaSet>({
  ...apps('replicasets', 'replicaset', 'ReplicaSet', ['rs']),
  columns: [
    NAME,
    column('Desired', 'Pods wanted.', { type: 'integer' }),
    column('Current', 'Pods there are.', { type: 'integer' }),
    column('Ready', 'Pods that are ready.', { type: 'integer' }),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  cells: (set, nowMs) => [
    set.metadata.name ?? '',
    set.spec?.replicas ?? 0,
    set.status?.replicas ?? 0,
    set.status?.readyReplicas ?? 0,
    age(set, nowMs),
    ...template(set),
  ],
})

function apps(resource: string, singular: string, kind: string, shortNames: readonly string[]) {
  return { ...core(resource, singular, kind, shortNames), group: 'apps', categories: ['all'] }
}

function template({ spec }: Sparse<Deployment> | Sparse<ReplicaSet>): readonly [string, string, string] {
  const containers: readonly Container[] = spec?.template.spec.containers ?? []
  return [
    containers.map(({ name }) => name).join(','),
    containers.map(({ image }) => image).join(','),
    labels(spec?.selector.matchLabels),
  ]
}
