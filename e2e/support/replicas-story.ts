import { expect } from '@playwright/test'
import { secretsIn } from './secrets-in.ts'
import { startReplicas, type ReplicasOptions, type RunningReplicas } from './start-replicas.ts'
import { story } from './story.ts'

interface Given {
  replicasOptions: ReplicasOptions
  replicas: RunningReplicas
}

/** A story with two replicas of its own behind a reverse proxy, since it may end one of them. */
export const replicasStory = story.extend<Given>({
  replicasOptions: [{}, { option: true }],
  replicas: async ({ replicasOptions, browserSecrets }, use) => {
    const replicas = await startReplicas(replicasOptions)
    await use(replicas)
    await replicas.stop()
    const secrets = [...replicas.demo.secrets(), ...browserSecrets]
    expect(secretsIn(replicas.output(), secrets), 'secrets in what the replicas wrote').toBe(0)
  },
  baseURL: async ({ replicas }, use) => use(replicas.url),
})
