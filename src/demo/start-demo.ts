import { randomBytes } from 'node:crypto'
import { createRemoteJWKSet } from 'jose'
import { DEMO_ACCOUNTS, type DemoAccount } from './accounts.ts'
import { createApiServer, type ApiServer } from './api-server/create-api-server.ts'
import type { DemoClient } from './issuer/create-provider.ts'
import { startIssuer, type DemoIssuer } from './issuer/start-issuer.ts'
import { startLoopbackServer } from './loopback-server.ts'
import { createRandom } from './random.ts'
import { createSecretLedger } from './secret-ledger.ts'
import { CLUSTER_PLANS, type ClusterPlan } from './world/cluster-plan.ts'
import { createWorld } from './world/create-world.ts'
import { createObjectStore } from './world/object-store.ts'
import { writeSettingsFile } from './write-settings-file.ts'

export interface DemoOptions {
  /** Where the identity provider may send people back to: each Fairlead origin + base URL + `/oidc-callback`. */
  readonly redirectUris: readonly string[]
  /** 0 for any free port; a port that is taken is replaced by a free one. */
  readonly issuerPort?: number
  readonly clusterPorts?: readonly number[]
  /** Life of ID and access tokens. */
  readonly idTokenTtlS?: number
  /** The same seed gives the same clusters, and the same changes in the same order. */
  readonly seed?: number
  /** False: nothing changes but what a test changes. */
  readonly changes?: boolean
  readonly changeEveryMs?: number
  readonly bookmarkEveryMs?: number
  readonly nowMs?: () => number
}

/** An API server of the demo, with what a test may do to it. */
export interface DemoCluster extends Omit<ApiServer, 'answer'> {
  readonly name: string
  readonly url: string
  /** Lets the next thing happen now, where `changes` is off. */
  step(): void
}

export interface Demo {
  /** A settings file that only this user can read, for `-config`. */
  readonly configPath: string
  readonly issuerUrl: string
  readonly issuer: Pick<DemoIssuer, 'requests' | 'failNext'>
  readonly accounts: readonly DemoAccount[]
  readonly clusters: readonly DemoCluster[]
  /** Every client secret, authorization code and token that was handed out so far. */
  secrets(): readonly string[]
  /** Ends everything, open watches too, and removes the settings file. */
  stop(): Promise<void>
}

const ISSUER_PORT = 4470
const CLUSTER_PORTS = [4471, 4472, 4473]
const ID_TOKEN_TTL_S = 600
const CHANGE_EVERY_MS = 1_300
const BOOKMARK_EVERY_MS = 30_000
const SEED = 1852

/** Registered with a secret, and used by one cluster; the other clusters share the public one. */
const CONFIDENTIAL_CLIENT_ID = 'fairlead-edge'
const PUBLIC_CLIENT_ID = 'fairlead-demo'

/** Starts an identity provider and three Kubernetes API servers on loopback. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const secrets = createSecretLedger()
  const clientSecret = randomBytes(24).toString('base64url')
  secrets.add(clientSecret)
  const { redirectUris } = options
  const clients: DemoClient[] = [
    { id: PUBLIC_CLIENT_ID, name: 'Fairlead', redirectUris },
    { id: CONFIDENTIAL_CLIENT_ID, name: 'Fairlead for the edge cluster', redirectUris, secret: clientSecret },
  ]
  const issuer = await startIssuer({
    port: options.issuerPort ?? ISSUER_PORT,
    clients,
    accounts: DEMO_ACCOUNTS,
    idTokenTtlS: options.idTokenTtlS ?? ID_TOKEN_TTL_S,
    secrets,
  })
  const running = await Promise.all(
    CLUSTER_PLANS.map((plan, index) => startCluster(plan, index, issuer.url, options)),
  )
  const settings = await writeSettingsFile(
    running.map(({ cluster, clientId }) => ({
      name: cluster.name,
      server: cluster.url,
      issuerUrl: issuer.url,
      clientId,
      ...(clientId === CONFIDENTIAL_CLIENT_ID && { clientSecret }),
    })),
  )
  return {
    configPath: settings.path,
    issuerUrl: issuer.url,
    issuer,
    accounts: DEMO_ACCOUNTS,
    clusters: running.map(({ cluster }) => cluster),
    secrets: secrets.all,
    async stop() {
      await Promise.all([issuer.close(), ...running.map(({ close }) => close())])
      settings.remove()
    },
  }
}

interface RunningCluster {
  readonly cluster: DemoCluster
  readonly clientId: string
  close(): Promise<void>
}

async function startCluster(
  plan: ClusterPlan,
  index: number,
  issuerUrl: string,
  options: DemoOptions,
): Promise<RunningCluster> {
  const nowMs = options.nowMs ?? Date.now
  const clientId = index === CLUSTER_PLANS.length - 1 ? CONFIDENTIAL_CLIENT_ID : PUBLIC_CLIENT_ID
  const store = createObjectStore()
  const world = createWorld({ plan, store, random: createRandom((options.seed ?? SEED) + index), nowMs })
  const keys = createRemoteJWKSet(new URL('/jwks', issuerUrl))
  const { answer, ...controls } = createApiServer({
    store,
    tokens: { issuerUrl, clientId, keys },
    nowMs,
    bookmarkEveryMs: options.bookmarkEveryMs ?? BOOKMARK_EVERY_MS,
  })
  const server = await startLoopbackServer(portOf(options.clusterPorts ?? CLUSTER_PORTS, index), () => answer)
  const timer =
    options.changes === false ? undefined : setInterval(world.step, options.changeEveryMs ?? CHANGE_EVERY_MS)
  timer?.unref()
  return {
    cluster: { name: plan.name, url: server.url, step: world.step, ...controls },
    clientId,
    close() {
      clearInterval(timer)
      return server.close()
    },
  }
}

function portOf(ports: readonly number[], index: number): number {
  return ports[index] ?? 0
}
