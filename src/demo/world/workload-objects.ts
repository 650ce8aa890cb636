import type { Random } from '../random.ts'
import type { Workload } from './cluster-plan.ts'
import {
  kubeTime,
  type Container,
  type Deployment,
  type KubeObject,
  type OwnerReference,
  type ReplicaSet,
  type Service,
} from './kube-object.ts'

export function deploymentOf(
  workload: Workload,
  replicas: number,
  createdAtMs: number,
  random: Random,
): Deployment {
  const labels = labelsOf(workload)
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: workload.name,
      namespace: workload.namespace,
      uid: random.uid(),
      generation: 1,
      creationTimestamp: kubeTime(createdAtMs),
      labels,
      annotations: { 'deployment.kubernetes.io/revision': '1' },
    },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: containersOf(workload) } },
    },
    status: {
      observedGeneration: 1,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
    },
  }
}

/** What pods are made from. */
export type PodOwner = KubeObject & Pick<Deployment, 'spec'>

/** A ReplicaSet as a Deployment makes it for one version of its template. */
export function replicaSetOf(deployment: Deployment, createdAtMs: number, random: Random): ReplicaSet {
  const hash = random.suffix(10)
  const labels = { ...deployment.metadata.labels, 'pod-template-hash': hash }
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      ...(deployment.metadata.namespace !== undefined && { namespace: deployment.metadata.namespace }),
      uid: random.uid(),
      generation: 1,
      creationTimestamp: kubeTime(createdAtMs),
      labels,
      ownerReferences: [ownerOf(deployment)],
    },
    spec: {
      ...deployment.spec,
      selector: { matchLabels: labels },
      template: { ...deployment.spec.template, metadata: { labels } },
    },
    status: { replicas: deployment.spec.replicas, readyReplicas: deployment.spec.replicas },
  }
}

export function serviceOf(
  { namespace, name, port = 80 }: Workload,
  createdAtMs: number,
  random: Random,
): Service {
  const labels = labelsOf({ namespace, name })
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, uid: random.uid(), creationTimestamp: kubeTime(createdAtMs), labels },
    spec: {
      type: 'ClusterIP',
      clusterIP: `10.96.${random.int(250) + 1}.${random.int(250) + 1}`,
      ports: [{ name: 'main', port, protocol: 'TCP' }],
      selector: labels,
    },
  }
}

export function ownerOf({ apiVersion, kind, metadata: { name, uid } }: KubeObject): OwnerReference {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }
}

export function containersOf({ name, image, sidecars = [] }: Workload): readonly Container[] {
  return [
    { name, image },
    ...sidecars.map((sidecar) => ({ name: sidecar, image: `mirror.harbour.example/${sidecar}:2.11.0` })),
  ]
}

export function labelsOf({
  name,
  namespace,
}: Pick<Workload, 'name' | 'namespace'>): Readonly<Record<string, string>> {
  return { app: name, 'app.kubernetes.io/part-of': namespace }
}
