import type { ContainerStatus, Pod, Sparse } from '../world/kube-object.ts'
import { humanDuration } from './duration.ts'

/** What kubectl's columns say about a pod. */
export interface PodSummary {
  readonly ready: string
  readonly status: string
  readonly restarts: string
}

/** Sums a pod up as kube-apiserver's table printer does, for the states that the demo's pods have. */
export function summarizePod(pod: Sparse<Pod>, nowMs: number): PodSummary {
  const containers = pod.status?.containerStatuses ?? []
  const total = pod.spec?.containers.length ?? 0
  return {
    ready: `${containers.filter(({ ready }) => ready).length}/${total}`,
    status: statusOf(pod, containers),
    restarts: restartsOf(containers, nowMs),
  }
}

function statusOf(pod: Sparse<Pod>, containers: readonly ContainerStatus[]): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating'
  for (const { state } of containers) {
    if ('waiting' in state) return state.waiting.reason
    if ('terminated' in state) return state.terminated.reason
  }
  return pod.status?.phase ?? ''
}

function restartsOf(containers: readonly ContainerStatus[], nowMs: number): string {
  const restarts = containers.reduce((sum, { restartCount }) => sum + restartCount, 0)
  const lastEnds = containers.flatMap(({ lastState }) =>
    'terminated' in lastState ? [Date.parse(lastState.terminated.finishedAt)] : [],
  )
  if (restarts === 0 || lastEnds.length === 0) return String(restarts)
  return `${restarts} (${humanDuration(nowMs - Math.max(...lastEnds))} ago)`
}
