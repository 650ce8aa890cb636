import { expect, test, type BrowserContext } from '@playwright/test'
import { secretsIn } from './secrets-in.ts'
import { startFairlead, type RunningFairlead, type StartOptions } from './start-fairlead.ts'

interface Given {
  /** To be set for a file as a whole: its stories share one Fairlead. */
  fairleadOptions: StartOptions
  /** One for each worker: stories of a file share it, one after the other. */
  fairlead: RunningFairlead
  /** Code verifiers and cookies that the stories' browsers sent or got. */
  browserSecrets: Set<string>
}

/**
 * A test with a running Fairlead, its identity provider and its clusters. In the end, no secret that its stories used
 * may stand in what Fairlead wrote.
 */
export const story = test.extend<object, Given>({
  browserSecrets: [async ({}, use) => use(new Set()), { scope: 'worker' }],
  fairleadOptions: [{}, { option: true, scope: 'worker' }],
  fairlead: [
    async ({ fairleadOptions, browserSecrets }, use) => {
      const fairlead = await startFairlead(fairleadOptions)
      await use(fairlead)
      await fairlead.stop()
      const { demo, output } = fairlead
      const secrets = [...demo.secrets(), ...browserSecrets]
      expect(secretsIn(output(), secrets), 'secrets in what Fairlead wrote').toBe(0)
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ fairlead }, use) => use(fairlead.url),
  context: async ({ context, browserSecrets }, use) => {
    noteSecrets(context, browserSecrets)
    await use(context)
  },
})

function noteSecrets(context: BrowserContext, secrets: Set<string>): void {
  context.on('request', (request) => {
    const verifier = new URLSearchParams(request.postData() ?? '').get('code_verifier')
    if (verifier) secrets.add(verifier)
  })
  context.on('response', async (response) => {
    const headers = await response.headersArray().catch(() => [])
    for (const { name, value } of headers) {
      const cookie = name.toLowerCase() === 'set-cookie' ? /=([^;]*)/.exec(value)?.[1] : undefined
      if (cookie) secrets.add(cookie)
    }
  })
}
