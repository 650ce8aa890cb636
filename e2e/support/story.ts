import { expect, test } from '@playwright/test'
import { secretsIn } from './secrets-in.ts'
import { startFairlead, type RunningFairlead } from './start-fairlead.ts'

interface Given {
  /** One for each worker: stories of a file share it, one after the other. */
  fairlead: RunningFairlead
}

/**
 * A test with a running Fairlead, its identity provider and its clusters. In the end, no secret that its stories used
 * may stand in what Fairlead wrote.
 */
export const story = test.extend<object, Given>({
  fairlead: [
    async ({}, use) => {
      const fairlead = await startFairlead()
      await use(fairlead)
      await fairlead.stop()
      const { demo, output } = fairlead
      expect(secretsIn(output(), demo.secrets()), 'secrets in what Fairlead wrote').toBe(0)
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ fairlead }, use) => use(fairlead.url),
})
