import type { Deployment, Pod, ReplicaSet } from './kube-object.ts'
import { backingOff, crashed, isReady, ready, restarted, scheduled, started, terminating } from './pods.ts'
import { recordEvent } from './record-event.ts'
import { anyNode, anyPodIP, replicaPod, type Site } from './site.ts'
import { replicaSetOf, type PodOwner } from './workload-objects.ts'

/** Something that goes on in a cluster over several steps. */
export type Happening = Generator<void, void, void>

/** A new version goes out: for each new pod that is ready, an old one ends. */
export function* rollOut(site: Site, { metadata }: Deployment): Happening {
  const { store, random, nowMs } = site
  const current = () => store.get('deployments', metadata.namespace, metadata.name) as Deployment
  const old = podsOf(site, current())
  const oldSets = replicaSetsOf(site, current())
  const deployment = store.put('deployments', nextVersion(current()))
  const set = store.put('replicasets', replicaSetOf(deployment, nowMs(), random))
  recordEvent(
    site,
    'Deployment',
    deployment,
    'ScalingReplicaSet',
    `Scaled up replica set ${set.metadata.name}`,
  )
  yield
  for (const oldPod of old) {
    yield* startPod(site, set)
    updateStatus(site, current(), set.metadata.uid)
    yield* endPod(site, oldPod)
    updateStatus(site, current(), set.metadata.uid)
    yield
  }
  for (const oldSet of oldSets) store.remove('replicasets', oldSet)
}

/** A pod falls over a few times, ever later, and then recovers. */
export function* crashLoop(site: Site, { metadata }: Pod, times: number): Happening {
  const { store, nowMs } = site
  const change = (make: (pod: Pod) => Pod) => {
    const pod = store.get('pods', metadata.namespace, metadata.name)
    return pod && store.put('pods', make(pod as Pod))
  }
  for (let time = 1; time <= times; time += 1) {
    const pod = change((current) => crashed(current, nowMs()))
    if (!pod) return
    yield* pause(1)
    change(backingOff)
    recordEvent(site, 'Pod', pod, 'BackOff', 'Back-off restarting failed container', 'Warning')
    yield* pause(3 + time * 2)
    change((current) => restarted(current, nowMs()))
    yield* pause(4)
  }
  change(ready)
}

function* startPod(site: Site, set: PodOwner): Happening {
  const { store, nowMs } = site
  const pending = store.put('pods', replicaPod(site, set, nowMs()))
  yield
  const onNode = anyNode(site)
  const creating = store.put('pods', scheduled(pending, onNode, nowMs()))
  recordEvent(
    site,
    'Pod',
    creating,
    'Scheduled',
    `Assigned ${pending.metadata.namespace}/${pending.metadata.name} to ${onNode}`,
  )
  yield
  const running = store.put('pods', started(creating, anyPodIP(site), nowMs()))
  recordEvent(site, 'Pod', running, 'Started', 'Container started')
  yield
  store.put('pods', ready(running))
}

function* endPod(site: Site, { metadata }: Pod): Happening {
  const pod = site.store.get('pods', metadata.namespace, metadata.name)
  if (!pod) return
  const ending = site.store.put('pods', terminating(pod as Pod, site.nowMs()))
  recordEvent(site, 'Pod', ending, 'Killing', 'Stopping container')
  yield* pause(2)
  site.store.remove('pods', ending)
}

function* pause(steps: number): Happening {
  for (let step = 0; step < steps; step += 1) yield
}

/** The pods of a Deployment, through its ReplicaSets. */
export function podsOf(site: Site, deployment: Deployment): readonly Pod[] {
  const uids = replicaSetsOf(site, deployment).map((set) => set.metadata.uid)
  const pods = site.store.list('pods') as readonly Pod[]
  return pods.filter((pod) => uids.some((uid) => isOwnedBy(pod.metadata, uid)))
}

function replicaSetsOf({ store }: Site, { metadata }: Deployment): readonly ReplicaSet[] {
  const sets = store.list('replicasets') as readonly ReplicaSet[]
  return sets.filter((set) => isOwnedBy(set.metadata, metadata.uid))
}

function isOwnedBy({ ownerReferences = [] }: Pod['metadata'], uid: string): boolean {
  return ownerReferences.some((owner) => owner.uid === uid)
}

function nextVersion(deployment: Deployment): Deployment {
  const generation = (deployment.metadata.generation ?? 0) + 1
  const [main, ...sidecars] = deployment.spec.template.spec.containers
  const containers = main ? [{ ...main, image: nextTag(main.image) }, ...sidecars] : []
  return {
    ...deployment,
    metadata: {
      ...deployment.metadata,
      generation,
      annotations: { 'deployment.kubernetes.io/revision': String(generation) },
    },
    spec: { ...deployment.spec, template: { ...deployment.spec.template, spec: { containers } } },
    status: { ...deployment.status, observedGeneration: generation, updatedReplicas: 0 },
  }
}

/** `…:4.12.1` → `…:4.12.2` */
function nextTag(image: string): string {
  return image.replace(/\d+$/, (last) => String(Number(last) + 1))
}

function updateStatus(site: Site, deployment: Deployment, newSetUid: string): void {
  const pods = podsOf(site, deployment)
  const readyPods = pods.filter(isReady)
  const updated = pods.filter((pod) => isOwnedBy(pod.metadata, newSetUid))
  site.store.put('deployments', {
    ...deployment,
    status: {
      ...deployment.status,
      replicas: pods.length,
      updatedReplicas: updated.length,
      readyReplicas: readyPods.length,
      availableReplicas: readyPods.length,
    },
  })
  for (const set of replicaSetsOf(site, deployment)) {
    const own = pods.filter((pod) => isOwnedBy(pod.metadata, set.metadata.uid))
    const status = { replicas: own.length, readyReplicas: own.filter(isReady).length }
    site.store.put('replicasets', { ...set, status })
  }
}
