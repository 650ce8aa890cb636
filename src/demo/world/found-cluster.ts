import { NODE_AGENTS, WORKLOADS, type Workload } from './cluster-plan.ts'
import { kubeTime, type Namespace, type Node, type OwnerReference, type Pod } from './kube-object.ts'
import { cannotPull, completed, pendingPod, ready, scheduled, started, withRestarts } from './pods.ts'
import { anyNode, anyPodIP, nodeName, replicaPod, type Site } from './site.ts'
import { containersOf, deploymentOf, labelsOf, replicaSetOf, serviceOf } from './workload-objects.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const HOUR_MS = DAY_MS / 24

/** Fills the store with a cluster that has been running for a while. */
export function foundCluster(site: Site): void {
  const { plan, store } = site
  for (let index = 1; index <= plan.nodes; index += 1) store.put('nodes', node(site, index))
  for (const name of plan.namespaces) store.put('namespaces', namespace(site, name))
  const here = WORKLOADS.filter((workload) => plan.namespaces.includes(workload.namespace))
  for (const workload of here) foundWorkload(site, workload)
  for (const agent of NODE_AGENTS.filter((workload) => plan.namespaces.includes(workload.namespace))) {
    for (let index = 1; index <= plan.nodes; index += 1) store.put('pods', nodeAgentPod(site, agent, index))
  }
  if (plan.namespaces.includes('manifests')) foundNightlyJobs(site)
  if (plan.namespaces.includes('customs')) foundBrokenImage(site)
}

function foundWorkload(site: Site, workload: Workload): void {
  const { plan, store, random, nowMs } = site
  const replicas = Math.max(1, Math.round((workload.replicas * plan.tenthsOfReplicas) / 10))
  const createdAtMs = nowMs() - (40 + random.int(400)) * DAY_MS
  const rolledOutAtMs = nowMs() - random.int(20 * DAY_MS)
  const deployment = store.put('deployments', deploymentOf(workload, replicas, createdAtMs, random))
  const set = store.put('replicasets', replicaSetOf(deployment, rolledOutAtMs, random))
  store.put('services', serviceOf(workload, createdAtMs, random))
  for (let count = 0; count < replicas; count += 1) {
    const pod = replicaPod(site, set, rolledOutAtMs + random.int(90_000))
    store.put('pods', maybeRestarted(site, running(site, pod, anyNode(site))))
  }
}

function running(site: Site, pod: Pod, onNode: string): Pod {
  const startMs = Date.parse(pod.metadata.creationTimestamp) + 4_000
  return ready(started(scheduled(pod, onNode, startMs), anyPodIP(site), startMs))
}

/** A few pods in a hundred have been restarted in their life. */
function maybeRestarted({ random, nowMs }: Site, pod: Pod): Pod {
  if (random.int(100) > 5) return pod
  const lifeMs = nowMs() - Date.parse(pod.metadata.creationTimestamp)
  return withRestarts(pod, 1 + random.int(4), nowMs() - random.int(lifeMs))
}

function nodeAgentPod(site: Site, agent: Workload, index: number): Pod {
  const owner = controller('apps/v1', 'DaemonSet', agent.name)
  const createdAtMs = site.nowMs() - (3 + index) * DAY_MS
  const name = `${agent.name}-${site.random.suffix(5)}`
  const seed = { ...agent, name, generateName: `${agent.name}-`, labels: labelsOf(agent) }
  const pod = pendingPod({ ...seed, owner, containers: containersOf(agent), createdAtMs }, site.random)
  return running(site, pod, nodeName(site, index))
}

function foundNightlyJobs(site: Site): void {
  for (let nightsAgo = 1; nightsAgo <= 3; nightsAgo += 1) {
    const createdAtMs = site.nowMs() - nightsAgo * DAY_MS + 5 * HOUR_MS
    const job = `nightly-archive-${29_000_000 - nightsAgo * 1_440}`
    const pod = oddPod(site, 'manifests', job, createdAtMs, controller('batch/v1', 'Job', job))
    site.store.put('pods', completed(running(site, pod, anyNode(site)), createdAtMs + HOUR_MS))
  }
}

function foundBrokenImage(site: Site): void {
  const createdAtMs = site.nowMs() - 50 * 60 * 1000
  const set = 'hs-code-lookup-6d9f8b7c45'
  const pod = oddPod(site, 'customs', set, createdAtMs, controller('apps/v1', 'ReplicaSet', set))
  site.store.put('pods', cannotPull(scheduled(pod, anyNode(site), createdAtMs)))
}

function oddPod(
  { random }: Site,
  namespace: string,
  owner: string,
  createdAtMs: number,
  by: OwnerReference,
): Pod {
  const image = `registry.harbour.example/${namespace}/${owner}:latest`
  return pendingPod(
    {
      namespace,
      name: `${owner}-${random.suffix(5)}`,
      generateName: `${owner}-`,
      labels: labelsOf({ namespace, name: owner }),
      owner: by,
      containers: [{ name: 'main', image }],
      createdAtMs,
    },
    random,
  )
}

function controller(apiVersion: string, kind: string, name: string): OwnerReference {
  const uid = '00000000-0000-4000-a000-000000000000'
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }
}

function namespace({ random, nowMs }: Site, name: string): Namespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      uid: random.uid(),
      creationTimestamp: kubeTime(nowMs() - (440 + random.int(200)) * DAY_MS),
      labels: { 'kubernetes.io/metadata.name': name },
    },
    status: { phase: 'Active' },
  }
}

function node(site: Site, index: number): Node {
  const name = nodeName(site, index)
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: site.random.uid(),
      creationTimestamp: kubeTime(site.nowMs() - (3 + index) * DAY_MS),
      labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux' },
    },
    spec: { podCIDR: `10.244.${index}.0/24` },
    status: {
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
      addresses: [{ type: 'InternalIP', address: `10.0.12.${10 + index}` }],
      nodeInfo: { kubeletVersion: 'v1.37.0', osImage: 'Debian GNU/Linux 13 (trixie)' },
    },
  }
}
