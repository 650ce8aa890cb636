import type {
  Container,
  Deployment,
  KubeEvent,
  KubeObject,
  Namespace,
  Node,
  Pod,
  ReplicaSet,
  Service,
  Sparse,
} from '../world/kube-object.ts'
import { humanDuration } from './duration.ts'
import { summarizePod } from './pod-summary.ts'

export type Cell = string | number | boolean

export interface ColumnDefinition {
  readonly name: string
  readonly type: string
  readonly format: string
  readonly description: string
  /** 0 is always shown; 1 only in a wide table. */
  readonly priority: number
}

/** A kind of object that the demo's API servers serve. */
export interface ResourceType {
  readonly group: string
  readonly version: string
  /** Plural, as in the URL. */
  readonly resource: string
  readonly singular: string
  readonly kind: string
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly namespaced: boolean
  readonly columns: readonly ColumnDefinition[]
  /** One cell for each column. A watch's bookmark is an object with next to nothing in it. */
  cells(object: KubeObject, nowMs: number): readonly Cell[]
}

const NAME = column('Name', 'Unique in its namespace.', { format: 'name' })
const AGE = column('Age', 'Time since the object was made.')
const CONTAINERS = column('Containers', 'Names of the containers.', { priority: 1 })
const IMAGES = column('Images', 'Images of the containers.', { priority: 1 })
const SELECTOR = column('Selector', 'Labels of the pods that belong to it.', { priority: 1 })

const PODS = resourceType<Pod>({
  ...core('pods', 'pod', 'Pod', ['po']),
  categories: ['all'],
  columns: [
    NAME,
    column('Ready', 'Containers that are ready, of all.'),
    column('Status', 'Where the pod is in its life.'),
    column('Restarts', 'How often its containers were restarted, and when last.'),
    AGE,
    column('IP', 'Address of the pod.', { priority: 1 }),
    column('Node', 'Where it runs.', { priority: 1 }),
    column('Nominated Node', 'Where room is being made for it.', { priority: 1 }),
    column('Readiness Gates', 'Further conditions for being ready.', { priority: 1 }),
  ],
  cells(pod, nowMs) {
    const { ready, status, restarts } = summarizePod(pod, nowMs)
    const ip = pod.status?.podIP ?? '<none>'
    const node = pod.spec?.nodeName ?? '<none>'
    return [pod.metadata.name ?? '', ready, status, restarts, age(pod, nowMs), ip, node, '<none>', '<none>']
  },
})

const NAMESPACES = resourceType<Namespace>({
  ...core('namespaces', 'namespace', 'Namespace', ['ns']),
  namespaced: false,
  columns: [NAME, column('Status', 'Active, or being deleted.'), AGE],
  cells: (namespace, nowMs) => [
    namespace.metadata.name ?? '',
    namespace.status?.phase ?? '',
    age(namespace, nowMs),
  ],
})

const NODES = resourceType<Node>({
  ...core('nodes', 'node', 'Node', ['no']),
  namespaced: false,
  columns: [
    NAME,
    column('Status', 'Whether it takes pods.'),
    column('Roles', 'What it is for.'),
    AGE,
    column('Version', 'Version of its kubelet.'),
    column('Internal-IP', 'Address inside the cluster.', { priority: 1 }),
    column('OS-Image', 'Operating system.', { priority: 1 }),
  ],
  cells: (node, nowMs) => [
    node.metadata.name ?? '',
    node.status?.conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
      ? 'Ready'
      : 'NotReady',
    node.metadata.labels?.['node-role.kubernetes.io/control-plane'] === undefined
      ? '<none>'
      : 'control-plane',
    age(node, nowMs),
    node.status?.nodeInfo.kubeletVersion ?? '',
    node.status?.addresses[0]?.address ?? '<none>',
    node.status?.nodeInfo.osImage ?? '',
  ],
})

const SERVICES = resourceType<Service>({
  ...core('services', 'service', 'Service', ['svc']),
  categories: ['all'],
  columns: [
    NAME,
    column('Type', 'How it can be reached.'),
    column('Cluster-IP', 'Address inside the cluster.'),
    column('External-IP', 'Address outside the cluster.'),
    column('Port(s)', 'Ports it listens on.'),
    AGE,
    SELECTOR,
  ],
  cells: (service, nowMs) => [
    service.metadata.name ?? '',
    service.spec?.type ?? '',
    service.spec?.clusterIP ?? '<none>',
    '<none>',
    service.spec?.ports.map(({ port, protocol }) => `${port}/${protocol}`).join(',') ?? '<none>',
    age(service, nowMs),
    labels(service.spec?.selector),
  ],
})

const EVENTS = resourceType<KubeEvent>({
  ...core('events', 'event', 'Event', ['ev']),
  columns: [
    column('Last Seen', 'Time since it happened last.'),
    column('Type', 'Normal or Warning.'),
    column('Reason', 'Why, in one word.'),
    column('Object', 'What it is about.'),
    column('Message', 'What happened.'),
    column('Count', 'How often.', { type: 'integer', priority: 1 }),
    { ...NAME, priority: 1 },
  ],
  cells: (event, nowMs) => [
    since(event.lastTimestamp, nowMs),
    event.type ?? '',
    event.reason ?? '',
    event.involvedObject ? `${event.involvedObject.kind.toLowerCase()}/${event.involvedObject.name}` : '',
    event.message ?? '',
    event.count ?? 0,
    event.metadata.name ?? '',
  ],
})

const DEPLOYMENTS = resourceType<Deployment>({
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

const REPLICA_SETS = resourceType<ReplicaSet>({
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

export const RESOURCE_TYPES: readonly ResourceType[] = [
  PODS,
  NAMESPACES,
  NODES,
  SERVICES,
  EVENTS,
  DEPLOYMENTS,
  REPLICA_SETS,
]

export function findResourceType(group: string, version: string, resource: string): ResourceType | undefined {
  return RESOURCE_TYPES.find(
    (type) => type.group === group && type.version === version && type.resource === resource,
  )
}

function resourceType<T extends KubeObject>(
  type: Omit<ResourceType, 'cells'> & { cells(object: Sparse<T>, nowMs: number): readonly Cell[] },
): ResourceType {
  return { ...type, cells: (object, nowMs) => type.cells(object as T, nowMs) }
}

function core(resource: string, singular: string, kind: string, shortNames: readonly string[]) {
  return {
    group: '',
    version: 'v1',
    resource,
    singular,
    kind,
    shortNames,
    categories: [] as string[],
    namespaced: true,
  }
}

function apps(resource: string, singular: string, kind: string, shortNames: readonly string[]) {
  return { ...core(resource, singular, kind, shortNames), group: 'apps', categories: ['all'] }
}

function column(name: string, description: string, more: Partial<ColumnDefinition> = {}): ColumnDefinition {
  return { name, type: 'string', format: '', description, priority: 0, ...more }
}

function age(object: Sparse<KubeObject>, nowMs: number): string {
  return since(object.metadata.creationTimestamp, nowMs)
}

function since(time: string | undefined, nowMs: number): string {
  return time === undefined ? '<unknown>' : humanDuration(nowMs - Date.parse(time))
}

function labels(selector: Readonly<Record<string, string>> | undefined): string {
  const pairs = Object.entries(selector ?? {}).map(([key, value]) => `${key}=${value}`)
  return pairs.length === 0 ? '<none>' : pairs.join(',')
}

function template({ spec }: Sparse<Deployment> | Sparse<ReplicaSet>): readonly [string, string, string] {
  const containers: readonly Container[] = spec?.template.spec.containers ?? []
  return [
    containers.map(({ name }) => name).join(','),
    containers.map(({ image }) => image).join(','),
    labels(spec?.selector.matchLabels),
  ]
}
