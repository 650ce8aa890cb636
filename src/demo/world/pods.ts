import type { Random } from '../random.ts'
import {
  kubeTime,
  type Container,
  type ContainerState,
  type ContainerStatus,
  type OwnerReference,
  type Pod,
} from './kube-object.ts'

export interface PodSeed {
  readonly namespace: string
  readonly name: string
  readonly generateName: string
  readonly labels: Readonly<Record<string, string>>
  readonly owner: OwnerReference
  readonly containers: readonly Container[]
  readonly createdAtMs: number
}

/** A pod that nobody has given a node yet. */
export function pendingPod(seed: PodSeed, random: Random): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: seed.name,
      generateName: seed.generateName,
      namespace: seed.namespace,
      uid: random.uid(),
      creationTimestamp: kubeTime(seed.createdAtMs),
      labels: seed.labels,
      ownerReferences: [seed.owner],
    },
    spec: {
      containers: seed.containers,
      restartPolicy: seed.owner.kind === 'Job' ? 'Never' : 'Always',
      serviceAccountName: 'default',
    },
    status: {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False' }],
      qosClass: 'Burstable',
    },
  }
}

/** On a node, its containers being made. */
export function scheduled(pod: Pod, nodeName: string, nowMs: number): Pod {
  const waiting = { waiting: { reason: 'ContainerCreating' } }
  return {
    ...pod,
    spec: { ...pod.spec, nodeName },
    status: {
      ...pod.status,
      conditions: [{ type: 'PodScheduled', status: 'True' }],
      startTime: kubeTime(nowMs),
      containerStatuses: pod.spec.containers.map((container) => containerStatus(container, waiting)),
    },
  }
}

export function started(pod: Pod, podIP: string, nowMs: number): Pod {
  const running = { running: { startedAt: kubeTime(nowMs) } }
  return withContainers({ ...pod, status: { ...pod.status, phase: 'Running', podIP } }, (status) => ({
    ...status,
    started: true,
    state: running,
  }))
}

export function ready(pod: Pod): Pod {
  const conditions = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map(
    (type) => ({ type, status: 'True' }) as const,
  )
  const isReady = withContainers(pod, (status) => ({ ...status, ready: true }))
  return { ...isReady, status: { ...isReady.status, conditions } }
}

export function terminating(pod: Pod, nowMs: number): Pod {
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      deletionTimestamp: kubeTime(nowMs + 30_000),
      deletionGracePeriodSeconds: 30,
    },
  }
}

/** Its main container has ended with an error, and waits to be started again. */
export function crashed(pod: Pod, nowMs: number): Pod {
  const terminated = ended('Error', 1, nowMs)
  return withMain(pod, (status) => ({
    ...status,
    ready: false,
    started: false,
    state: terminated,
    lastState: terminated,
  }))
}

export function backingOff(pod: Pod): Pod {
  const waiting = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off restarting failed container' } }
  return withMain(pod, (status) => ({ ...status, state: waiting }))
}

export function restarted(pod: Pod, nowMs: number): Pod {
  const running = { running: { startedAt: kubeTime(nowMs) } }
  return withMain(pod, (status) => ({
    ...status,
    started: true,
    restartCount: status.restartCount + 1,
    state: running,
  }))
}

/** How a pod looks that has crashed often before we came to see it. */
export function withRestarts(pod: Pod, restartCount: number, lastEndMs: number): Pod {
  return withMain(pod, (status) => ({ ...status, restartCount, lastState: ended('Error', 137, lastEndMs) }))
}

export function cannotPull(pod: Pod): Pod {
  const waiting = { waiting: { reason: 'ImagePullBackOff', message: 'back-off pulling image' } }
  return withMain(pod, (status) => ({ ...status, state: waiting }))
}

export function completed(pod: Pod, nowMs: number): Pod {
  const done = withContainers(pod, (status) => ({
    ...status,
    ready: false,
    state: ended('Completed', 0, nowMs),
  }))
  return { ...done, status: { ...done.status, phase: 'Succeeded' } }
}

export function isReady(pod: Pod): boolean {
  return (
    pod.metadata.deletionTimestamp === undefined &&
    (pod.status.containerStatuses ?? []).every(({ ready }) => ready)
  )
}

function containerStatus({ name, image }: Container, state: ContainerState): ContainerStatus {
  return { name, image, ready: false, started: false, restartCount: 0, state, lastState: {} }
}

function ended(reason: string, exitCode: number, endMs: number): ContainerState {
  return {
    terminated: { reason, exitCode, startedAt: kubeTime(endMs - 20_000), finishedAt: kubeTime(endMs) },
  }
}

function withContainers(pod: Pod, change: (status: ContainerStatus, index: number) => ContainerStatus): Pod {
  const containerStatuses = (pod.status.containerStatuses ?? []).map(change)
  return { ...pod, status: { ...pod.status, containerStatuses } }
}

function withMain(pod: Pod, change: (status: ContainerStatus) => ContainerStatus): Pod {
  return withContainers(pod, (status, index) => (index === 0 ? change(status) : status))
}
