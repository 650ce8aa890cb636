import { randomBytes } from 'node:crypto'
import { DEMO_ACCOUNTS, type DemoAccount } from './accounts.ts'
import { createServiceAccountTokens } from './api-server/service-account-tokens.ts'
import { handOutTokens, TOKEN_PATH } from './hand-out-tokens.ts'
import type { DemoClient } from './issuer/demo-client.ts'
import type { IssuerTraits } from './issuer/issuer-traits.ts'
import { startIssuer, type DemoIssuer } from './issuer/start-issuer.ts'
import { planClusters, type PlannedCluster } from './plan-clusters.ts'
import { createSecretLedger } from './secret-ledger.ts'
import { startCluster, type DemoCluster, type RunningCluster } from './start-cluster.ts'
import { LAB_PLAN } from './world/cluster-plan.ts'
import { writeSettingsFile } from './write-settings-file.ts'

export interface DemoOptions {
  /** Where the identity provider may send people back to: each Fairlead origin + base URL + `/oidc-callback`. */
  readonly redirectUris: readonly string[]
  /** 0 for any free port; a port that is taken is replaced by a free one. */
  readonly issuerPort?: number
  /** In the order of the clusters. */
  readonly clusterPorts?: readonly number[]
  /** What the identity provider does less than a strict one could. */
  readonly issuer?: IssuerTraits
  /** Life of ID and access tokens. */
  readonly idTokenTtlS?: number
  /** A fourth cluster, `harbour-lab`, without OIDC settings: it takes the tokens that {@link Demo.pastedToken} makes. */
  readonly tokenCluster?: boolean
  /** So many clusters besides, which share the first one's OIDC client, and one API server. */
  readonly moreClusters?: number
  /** Of a Fairlead that is started with the settings file and says nothing else. */
  readonly logLevel?: 'warn'
  /** The same seed gives the same clusters, and the same changes in the same order. */
  readonly seed?: number
  /** False: nothing changes but what a test changes. */
  readonly changes?: boolean
  readonly changeEveryMs?: number
  readonly bookmarkEveryMs?: number
  readonly nowMs?: () => number
}

export interface Demo {
  /** A settings file that only this user can read, for `-config`. */
  readonly configPath: string
  readonly issuerUrl: string
  readonly issuer: Omit<DemoIssuer, 'url'>
  readonly accounts: readonly DemoAccount[]
  /** The three with OIDC settings of their own first, then `harbour-lab`, then those that there are more. */
  readonly clusters: readonly DemoCluster[]
  /** Shows a fresh token for `harbour-lab`, where there is that cluster. */
  readonly pastedTokenUrl?: string
  /**
   * A token of a service account, as `kubectl create token` makes one, with the account's rights at `harbour-lab`.
   *
   * @param ttlS an hour when left out
   */
  pastedToken(account?: 'ada' | 'tomas' | 'kim', ttlS?: number): Promise<string>
  /** Every client secret, authorization code and token that was handed out so far. */
  secrets(): readonly string[]
  /** Ends everything, open watches too, and removes the settings file. */
  stop(): Promise<void>
}

const ISSUER_PORT = 4470
const CLUSTER_PORTS = [4471, 4472, 4473, 4474]
const ID_TOKEN_TTL_S = 600
const PASTED_TOKEN_TTL_S = 3_600
const CHANGE_EVERY_MS = 1_300
const BOOKMARK_EVERY_MS = 30_000
const SEED = 1852

const PUBLIC_CLIENT_ID = 'fairlead-demo'
/** Registered with a secret, and used by one cluster; the other clusters share the public one. */
const CONFIDENTIAL_CLIENT_ID = 'fairlead-edge'

/** Starts an identity provider and Kubernetes API servers on loopback. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const nowMs = options.nowMs ?? Date.now
  const secrets = createSecretLedger()
  const clientSecret = randomBytes(24).toString('base64url')
  secrets.add(clientSecret)
  const issuer = await startIssuer({
    port: options.issuerPort ?? ISSUER_PORT,
    clients: registrations(options.redirectUris, clientSecret),
    accounts: DEMO_ACCOUNTS,
    idTokenTtlS: options.idTokenTtlS ?? ID_TOKEN_TTL_S,
    traits: options.issuer ?? {},
    secrets,
  })
  const serviceAccounts = await createServiceAccountTokens(nowMs)
  const pastedToken: Demo['pastedToken'] = async (account = 'ada', ttlS = PASTED_TOKEN_TTL_S) => {
    const token = await serviceAccounts.create(account, ttlS)
    secrets.add(token)
    return token
  }
  const plans = planClusters(options, {
    publicClient: { issuerUrl: issuer.url, clientId: PUBLIC_CLIENT_ID },
    edgeClient: { issuerUrl: issuer.url, clientId: CONFIDENTIAL_CLIENT_ID, clientSecret },
    lab: { tokens: serviceAccounts.rules, besides: handOutTokens(pastedToken) },
  })
  const running = await Promise.all(
    plans.map(async (planned, index) => ({ ...planned, ...(await start(planned, index, options, nowMs)) })),
  )
  const clusters = running.flatMap(({ cluster, oidc, names = [cluster.name] }) =>
    names.map((name) => ({ cluster: { ...cluster, name }, ...(oidc && { oidc }) })),
  )
  const settings = await writeSettingsFile({
    clusters: clusters.map(({ cluster: { name, url }, oidc }) => ({
      name,
      server: url,
      ...(oidc && { oidc }),
    })),
    ...(options.logLevel && { logLevel: options.logLevel }),
  })
  const lab = clusters.find(({ cluster }) => cluster.name === LAB_PLAN.name)
  return {
    configPath: settings.path,
    issuerUrl: issuer.url,
    issuer,
    accounts: DEMO_ACCOUNTS,
    clusters: clusters.map(({ cluster }) => cluster),
    ...(lab && { pastedTokenUrl: lab.cluster.url + TOKEN_PATH }),
    pastedToken,
    secrets: secrets.all,
    async stop() {
      await Promise.all([issuer.close(), ...running.map(({ close }) => close())])
      settings.remove()
    },
  }
}

function registrations(redirectUris: readonly string[], secret: string): readonly DemoClient[] {
  return [
    { id: PUBLIC_CLIENT_ID, name: 'Fairlead', redirectUris },
    { id: CONFIDENTIAL_CLIENT_ID, name: 'Fairlead for the edge cluster', redirectUris, secret },
  ]
}

function start(
  planned: PlannedCluster,
  index: number,
  options: DemoOptions,
  nowMs: () => number,
): Promise<RunningCluster> {
  const { changes = true, changeEveryMs = CHANGE_EVERY_MS } = options
  return startCluster({
    ...planned,
    port: (options.clusterPorts ?? CLUSTER_PORTS)[index] ?? 0,
    seed: (options.seed ?? SEED) + index,
    ...(changes && { changeEveryMs }),
    bookmarkEveryMs: options.bookmarkEveryMs ?? BOOKMARK_EVERY_MS,
    nowMs,
  })
}
