import { createRemoteJWKSet } from 'jose'
import type { TokenRules } from './api-server/authenticate.ts'
import type { ClusterStart } from './start-cluster.ts'
import { CLUSTER_PLANS, FLEET_PLAN, fleetName, LAB_PLAN, type ClusterPlan } from './world/cluster-plan.ts'
import type { SettingsFileClient } from './write-settings-file.ts'

export interface PlannedCluster extends Pick<ClusterStart, 'plan' | 'tokens' | 'besides'> {
  readonly oidc?: SettingsFileClient
  /** Under which it is listed, where not under the plan's. */
  readonly names?: readonly string[]
}

/** The clusters of a demo, in their order, with the OIDC client that each names. */
export function planClusters(
  { tokenCluster, moreClusters = 0 }: { readonly tokenCluster?: boolean; readonly moreClusters?: number },
  {
    publicClient,
    edgeClient,
    lab,
  }: {
    readonly publicClient: SettingsFileClient
    readonly edgeClient: SettingsFileClient
    readonly lab: Pick<ClusterStart, 'tokens' | 'besides'>
  },
): readonly PlannedCluster[] {
  const withClient = (plan: ClusterPlan, oidc: SettingsFileClient) => ({ plan, oidc, tokens: rulesOf(oidc) })
  const [prod, staging, edge] = CLUSTER_PLANS
  return [
    withClient(prod, publicClient),
    withClient(staging, publicClient),
    withClient(edge, edgeClient),
    ...(tokenCluster ? [{ plan: LAB_PLAN, ...lab }] : []),
    ...(moreClusters > 0
      ? [
          {
            ...withClient(FLEET_PLAN, publicClient),
            names: Array.from({ length: moreClusters }, (_, index) => fleetName(index)),
          },
        ]
      : []),
  ]
}

function rulesOf({ issuerUrl, clientId }: SettingsFileClient): TokenRules {
  return { issuerUrl, clientId, keys: createRemoteJWKSet(new URL('/jwks', issuerUrl)) }
}
