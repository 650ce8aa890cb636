/** What a cluster of the demo is made of. */
export interface ClusterPlan {
  readonly name: string
  readonly nodePrefix: string
  readonly nodes: number
  readonly namespaces: readonly string[]
  /** How many pods a workload has here, of the ten that it would have at full size. */
  readonly tenthsOfReplicas: number
}

export interface Workload {
  readonly namespace: string
  readonly name: string
  /** At full size. */
  readonly replicas: number
  readonly image: string
  /** Beside the main container. */
  readonly sidecars?: readonly string[]
  readonly port?: number
}

const TEAMS = [
  'berth-planner',
  'crane-ops',
  'customs',
  'manifests',
  'notifications',
  'payments',
  'tracking',
  'yard',
] as const
const PLATFORM = ['cert-manager', 'ingress-nginx', 'kube-system', 'monitoring'] as const

/** The clusters of a shipping company. The names are as awkward as real ones. */
export const CLUSTER_PLANS: readonly [ClusterPlan, ClusterPlan, ClusterPlan] = [
  {
    name: 'harbour-prod',
    nodePrefix: 'prod-worker',
    nodes: 12,
    namespaces: [...TEAMS, ...PLATFORM, 'default'],
    tenthsOfReplicas: 10,
  },
  {
    name: 'harbour/staging',
    nodePrefix: 'staging-worker',
    nodes: 4,
    namespaces: [...TEAMS, ...PLATFORM, 'default', 'sandbox'],
    tenthsOfReplicas: 3,
  },
  {
    name: 'arn:aws:eks:eu-west-1:000000000000:cluster/edge',
    nodePrefix: 'ip-10-42-7',
    nodes: 3,
    namespaces: ['crane-ops', 'tracking', 'yard', 'kube-system', 'default'],
    tenthsOfReplicas: 2,
  },
]

/** A cluster for which nobody has set up OpenID Connect. */
export const LAB_PLAN: ClusterPlan = {
  name: 'harbour-lab',
  nodePrefix: 'lab-worker',
  nodes: 2,
  namespaces: ['sandbox', 'tracking', 'kube-system', 'default'],
  tenthsOfReplicas: 2,
}

/** What each of many further clusters shows. Its name is one of {@link fleetName}. */
export const FLEET_PLAN: ClusterPlan = { ...LAB_PLAN, name: 'harbour-fleet', nodePrefix: 'fleet-worker' }

export function fleetName(index: number): string {
  return `${FLEET_PLAN.name}-${String(index + 1).padStart(3, '0')}`
}

const REGISTRY = 'registry.harbour.example'

function app(
  namespace: string,
  name: string,
  replicas: number,
  version: string,
  more: Partial<Workload> = {},
) {
  return {
    namespace,
    name,
    replicas,
    image: `${REGISTRY}/${namespace}/${name}:${version}`,
    port: 8080,
    ...more,
  }
}

const PROXY = { sidecars: ['proxy'] }

export const WORKLOADS: readonly Workload[] = [
  app('berth-planner', 'allocator', 6, '4.12.1', PROXY),
  app('berth-planner', 'planner-api', 8, '4.12.1', PROXY),
  app('berth-planner', 'planner-web', 4, '2.40.0'),
  app('berth-planner', 'tide-forecast', 3, '1.8.3'),
  app('crane-ops', 'collision-guard', 6, '9.1.0'),
  app('crane-ops', 'dispatch', 8, '6.3.4', PROXY),
  app('crane-ops', 'operator-console', 4, '6.3.4'),
  app('crane-ops', 'telemetry-ingest', 12, '3.27.0'),
  app('customs', 'declarations-api', 6, '2.19.5', PROXY),
  app('customs', 'document-scanner', 4, '0.14.2'),
  app('customs', 'risk-score', 5, '1.33.0'),
  app('customs', 'tariff-sync', 2, '1.6.9'),
  app('manifests', 'edi-gateway', 6, '7.2.0', PROXY),
  app('manifests', 'manifest-api', 8, '5.0.3', PROXY),
  app('manifests', 'reconciler', 4, '5.0.3'),
  app('notifications', 'email-sender', 4, '3.3.0'),
  app('notifications', 'push-gateway', 6, '3.3.1'),
  app('notifications', 'webhook-relay', 6, '3.4.0'),
  app('payments', 'charges-api', 10, '11.8.2', PROXY),
  app('payments', 'fraud-check', 6, '4.4.0', PROXY),
  app('payments', 'invoice-renderer', 4, '2.7.7'),
  app('payments', 'ledger', 6, '11.8.2', PROXY),
  app('payments', 'payout-worker', 5, '11.7.9'),
  app('tracking', 'ais-ingest', 12, '8.15.0'),
  app('tracking', 'eta-predictor', 8, '2.2.1'),
  app('tracking', 'geofence', 6, '1.19.4'),
  app('tracking', 'position-store', 5, '8.15.0'),
  app('tracking', 'tracking-api', 10, '8.15.2', PROXY),
  app('tracking', 'vessel-map', 4, '5.6.0'),
  app('yard', 'container-locator', 8, '3.9.0'),
  app('yard', 'gate-camera', 6, '1.2.28'),
  app('yard', 'stacking-optimizer', 4, '0.31.0'),
  app('yard', 'yard-api', 6, '3.9.1', PROXY),
  app('sandbox', 'try-grpc', 7, 'pr-412'),
  app('sandbox', 'load-test', 10, 'pr-398'),
  app('cert-manager', 'cert-manager', 2, '1.22.0'),
  app('cert-manager', 'cert-manager-webhook', 2, '1.22.0'),
  app('ingress-nginx', 'ingress-controller', 6, '1.18.1'),
  app('kube-system', 'coredns', 4, '1.14.2', { port: 53 }),
  app('kube-system', 'metrics-server', 2, '0.9.0'),
  app('monitoring', 'alertmanager', 3, '0.31.0', { port: 9093 }),
  app('monitoring', 'grafana', 2, '13.1.0', { port: 3000 }),
  app('monitoring', 'kube-state-metrics', 2, '2.19.0'),
  app('monitoring', 'prometheus', 3, '3.9.0', { port: 9090, sidecars: ['config-reloader'] }),
]

/** Run once on each node. */
export const NODE_AGENTS: readonly Workload[] = [
  app('kube-system', 'kube-proxy', 1, '1.37.0'),
  app('kube-system', 'network-agent', 1, '1.19.2'),
  app('monitoring', 'node-exporter', 1, '1.12.0'),
]
