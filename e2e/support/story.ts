import { test } from '@playwright/test'
import { startFairlead, type RunningFairlead } from './start-fairlead.ts'

interface Given {
  /** One for each worker: stories of a file share it, one after the other. */
  fairlead: RunningFairlead
}

/** A test with a running Fairlead, its identity provider and its clusters. */
export const story = test.extend<object, Given>({
  fairlead: [
    async ({}, use) => {
      const fairlead = await startFairlead()
      await use(fairlead)
      await fairlead.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ fairlead }, use) => use(fairlead.url),
})
