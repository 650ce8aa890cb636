import { expect } from '@playwright/test'
import { secretsIn } from './secrets-in.ts'
import { startFairlead, type RunningFairlead, type StartOptions } from './start-fairlead.ts'
import { story } from './story.ts'

interface Given {
  startOptions: StartOptions
  own: RunningFairlead
}

/** A story with a Fairlead and an identity provider of its own: as it says, and nobody else's to disturb. */
export const ownFairleadStory = story.extend<Given>({
  startOptions: [{}, { option: true }],
  own: async ({ startOptions, browserSecrets }, use) => {
    const fairlead = await startFairlead(startOptions)
    await use(fairlead)
    await fairlead.stop()
    const secrets = [...fairlead.demo.secrets(), ...browserSecrets]
    expect(secretsIn(fairlead.output(), secrets), 'secrets in what Fairlead wrote').toBe(0)
  },
  baseURL: async ({ own }, use) => use(own.url),
})
