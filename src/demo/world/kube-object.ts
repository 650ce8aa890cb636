export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller: true
  readonly blockOwnerDeletion: true
}

interface ObjectMeta {
  readonly name: string
  readonly generateName?: string
  readonly namespace?: string
  readonly uid: string
  /** Set by the store. */
  readonly resourceVersion?: string
  readonly generation?: number
  readonly creationTimestamp: string
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly OwnerReference[]
}

/** What every Kubernetes object has. Objects are never changed in place: a snapshot of a list stays as it was. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
}

export interface Container {
  readonly name: string
  readonly image: string
}

export type ContainerState =
  | { readonly running: { readonly startedAt: string } }
  | { readonly waiting: { readonly reason: string; readonly message?: string } }
  | {
      readonly terminated: {
        readonly reason: string
        readonly exitCode: number
        readonly startedAt: string
        readonly finishedAt: string
      }
    }

export interface ContainerStatus {
  readonly name: string
  readonly image: string
  readonly ready: boolean
  readonly started: boolean
  readonly restartCount: number
  readonly state: ContainerState
  readonly lastState: ContainerState | Readonly<Record<string, never>>
}

interface Condition {
  readonly type: string
  readonly status: 'True' | 'False'
  readonly reason?: string
}

export interface Pod extends KubeObject {
  readonly spec: {
    readonly containers: readonly Container[]
    readonly nodeName?: string
    readonly restartPolicy: 'Always' | 'Never'
    readonly serviceAccountName: string
  }
  readonly status: {
    readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
    readonly conditions: readonly Condition[]
    readonly podIP?: string
    readonly startTime?: string
    readonly containerStatuses?: readonly ContainerStatus[]
    readonly qosClass: 'Burstable'
  }
}

interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> }
  readonly spec: { readonly containers: readonly Container[] }
}

export interface Deployment extends KubeObject {
  readonly spec: {
    readonly replicas: number
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> }
    readonly template: PodTemplate
  }
  readonly status: {
    readonly observedGeneration: number
    readonly replicas: number
    readonly updatedReplicas: number
    readonly readyReplicas: number
    readonly availableReplicas: number
  }
}

export interface ReplicaSet extends KubeObject {
  readonly spec: Deployment['spec']
  readonly status: { readonly replicas: number; readonly readyReplicas: number }
}

export interface Service extends KubeObject {
  readonly spec: {
    readonly type: 'ClusterIP'
    readonly clusterIP: string
    readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: 'TCP' }[]
    readonly selector: Readonly<Record<string, string>>
  }
}

export interface Namespace extends KubeObject {
  readonly status: { readonly phase: 'Active' }
}

export interface Node extends KubeObject {
  readonly spec: { readonly podCIDR: string }
  readonly status: {
    readonly conditions: readonly Condition[]
    readonly addresses: readonly { readonly type: string; readonly address: string }[]
    readonly nodeInfo: { readonly kubeletVersion: string; readonly osImage: string }
  }
}

export interface KubeEvent extends KubeObject {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly count: number
  readonly firstTimestamp: string
  readonly lastTimestamp: string
  readonly involvedObject: { readonly kind: string; readonly namespace: string; readonly name: string }
  readonly source: { readonly component: string }
}

/** An object of a bookmark, which holds little more than a resource version. */
export type Sparse<T extends KubeObject> = Partial<Omit<T, 'metadata'>> & {
  readonly metadata: Partial<T['metadata']>
}

/** Whole seconds in UTC, as Kubernetes writes times. */
export function kubeTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z')
}
