import type { KubeEvent, Namespace, Node, Pod, Service } from '../world/kube-object.ts'
import { summarizePod } from './pod-summary.ts'
import { age, AGE, column, core, labels, NAME, resourceType, SELECTOR, since } from './resource-type.ts'

export const PODS = resourceType<Pod>({
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

export const NAMESPACES = resourceType<Namespace>({
  ...core('namespaces', 'namespace', 'Namespace', ['ns']),
  namespaced: false,
  columns: [NAME, column('Status', 'Active, or being deleted.'), AGE],
  cells: (namespace, nowMs) => [
    namespace.metadata.name ?? '',
    namespace.status?.phase ?? '',
    age(namespace, nowMs),
  ],
})

export const NODES = resourceType<Node>({
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

export const SERVICES = resourceType<Service>({
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

export const EVENTS = resourceType<KubeEvent>({
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
