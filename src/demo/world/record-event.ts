import { kubeTime, type Deployment, type KubeEvent, type Pod } from './kube-object.ts'
import type { Site } from './site.ts'

const REMEMBERED_EVENTS = 120

/** Writes an Event about an object, as its controller or kubelet would, and forgets the oldest ones. */
export function recordEvent(
  { store, random, nowMs }: Site,
  kind: string,
  { metadata }: Pod | Deployment,
  reason: string,
  message: string,
  type: KubeEvent['type'] = 'Normal',
): void {
  const namespace = metadata.namespace ?? ''
  const time = kubeTime(nowMs())
  const event: KubeEvent = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${metadata.name}.${random.suffix(16)}`,
      namespace,
      uid: random.uid(),
      creationTimestamp: time,
    },
    type,
    reason,
    message,
    count: 1,
    firstTimestamp: time,
    lastTimestamp: time,
    involvedObject: { kind, namespace, name: metadata.name },
    source: { component: kind === 'Pod' ? 'kubelet' : 'deployment-controller' },
  }
  store.put('events', event)
  forgetOldEvents(store)
}

function forgetOldEvents(store: Site['store']): void {
  const events = store.list('events')
  if (events.length <= REMEMBERED_EVENTS) return
  const [oldest] = events.toSorted((a, b) => versionOf(a) - versionOf(b))
  if (oldest) store.remove('events', oldest)
}

function versionOf({ metadata }: { metadata: { resourceVersion?: string } }): number {
  return Number(metadata.resourceVersion ?? 0)
}
