import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TEST_CERTIFICATE, TEST_PRIVATE_KEY } from '../../src/server/settings/certificate-fixture.ts'
import { freePort, startFairleadProcess } from './fairlead-process.ts'
import { startReverseProxy, type ReverseProxy } from './reverse-proxy.ts'
import { startStoryDemo, type RunningFairlead, type StartOptions } from './start-fairlead.ts'

export interface ReplicasOptions extends Omit<StartOptions, 'flags'> {
  /** What an operator sets besides, who knows the origin that people open. */
  readonly flags?: (origin: string) => readonly string[]
  /** Such as `/fairlead`. */
  readonly baseUrl?: string
  /**
   * The reverse proxy ends TLS, with a certificate that nobody has signed, and puts a replica's own name into `Host`:
   * Fairlead learns its address from `-public-url` or from a trusted proxy.
   */
  readonly tls?: boolean
}

export interface RunningReplicas
  extends Omit<RunningFairlead, 'output' | 'restart'>, Pick<ReverseProxy, 'lastReplicaOf' | 'holdNext'> {
  /** With the base URL, without a slash at the end: where a person opens it. {@link url} is the origin alone. */
  readonly pageUrl: string
  /** Where a replica itself listens, base URL included. */
  replicaUrl(replica: number): string
  /** Ends a replica at once. The other one goes on. */
  kill(replica: number): Promise<void>
  /** All that both have written so far, at the most talkative log level. */
  output(): string
}

const REPLICAS = [0, 1]

/** Starts the demo, and before it two Fairleads with the same settings behind a reverse proxy. */
export async function startReplicas(options: ReplicasOptions = {}): Promise<RunningReplicas> {
  const { flags = () => [], baseUrl = '', tls = false, ...demoOptions } = options
  const port = await freePort()
  const url = `${tls ? 'https' : 'http'}://localhost:${port}`
  const demo = await startStoryDemo(demoOptions, [`${url}${baseUrl}/oidc-callback`])
  const homeFolder = dirname(demo.configPath)
  const keyPath = join(homeFolder, 'sealing-key')
  await writeFile(keyPath, randomBytes(32).toString('hex'), { mode: 0o600 })

  const started = await Promise.allSettled(
    REPLICAS.map(async () =>
      startFairleadProcess({
        port: await freePort(),
        flags: ['-config', demo.configPath, '-sealing-key-file', keyPath, ...flags(url)],
        homeFolder,
        baseUrl,
      }),
    ),
  )
  const replicas = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const stopAll = async () => {
    await Promise.all([...replicas.map((replica) => replica.stop()), demo.stop()])
  }
  const failed = started.find((each) => each.status === 'rejected')
  if (failed) {
    await stopAll()
    throw failed.reason
  }
  const proxy = await startReverseProxy({
    port,
    replicaPorts: replicas.map((replica) => replica.port),
    keepsHost: !tls,
    ...(tls && { certificate: { cert: TEST_CERTIFICATE, key: TEST_PRIVATE_KEY } }),
  })
  return {
    url,
    pageUrl: url + baseUrl,
    demo,
    lastReplicaOf: proxy.lastReplicaOf,
    holdNext: proxy.holdNext,
    replicaUrl: (replica) => `http://localhost:${replicas[replica]?.port}${baseUrl}`,
    kill: async (replica) => replicas[replica]?.kill(),
    output: () => replicas.map((replica) => replica.output()).join('\n'),
    async stop() {
      await proxy.close()
      await stopAll()
    },
  }
}
