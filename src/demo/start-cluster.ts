import type { RequestListener } from 'node:http'
import type { TokenRules } from './api-server/authenticate.ts'
import { createApiServer, type ApiServer } from './api-server/create-api-server.ts'
import { startLoopbackServer } from './loopback-server.ts'
import { createRandom } from './random.ts'
import type { ClusterPlan } from './world/cluster-plan.ts'
import { createWorld } from './world/create-world.ts'
import { createObjectStore } from './world/object-store.ts'

/** An API server of the demo, with what a test may do to it. */
export interface DemoCluster extends Omit<ApiServer, 'answer'> {
  readonly name: string
  readonly url: string
  /** Lets the next thing happen now, where `changes` is off. */
  step(): void
  /** Ends every watch, and nobody listens at its address until it comes back. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
}

export interface RunningCluster {
  readonly cluster: DemoCluster
  close(): Promise<void>
}

export interface ClusterStart {
  readonly plan: ClusterPlan
  readonly port: number
  readonly seed: number
  readonly tokens: TokenRules
  /** Left out: nothing changes by itself. */
  readonly changeEveryMs?: number
  readonly bookmarkEveryMs: number
  readonly nowMs: () => number
  /** What the server answers besides, at addresses that no API server has. */
  readonly besides?: (answer: RequestListener) => RequestListener
}

/** Starts an API server on loopback, with a cluster behind it in which time goes on. */
export async function startCluster(options: ClusterStart): Promise<RunningCluster> {
  const { plan, nowMs, changeEveryMs } = options
  const store = createObjectStore()
  const world = createWorld({ plan, store, random: createRandom(options.seed), nowMs })
  const { answer, ...controls } = createApiServer({ ...options, store })
  const server = await startLoopbackServer(options.port, () => options.besides?.(answer) ?? answer)
  const timer = changeEveryMs === undefined ? undefined : setInterval(world.step, changeEveryMs)
  timer?.unref()
  return {
    cluster: {
      ...controls,
      name: plan.name,
      url: server.url,
      step: world.step,
      goDown: server.pause,
      comeBack: server.resume,
    },
    close() {
      clearInterval(timer)
      return server.close()
    },
  }
}
