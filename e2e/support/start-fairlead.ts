import { dirname } from 'node:path'
import { startDemo, type Demo, type DemoOptions } from '../../src/demo/start-demo.ts'
import { freePort, startFairleadProcess } from './fairlead-process.ts'

export interface StartOptions extends Omit<DemoOptions, 'redirectUris'> {
  /** What an operator sets besides. */
  readonly flags?: readonly string[]
}

export interface RunningFairlead {
  /** Its origin, without a slash at the end. */
  readonly url: string
  readonly demo: Demo
  /** All that it has written so far, at the most talkative log level. */
  output(): string
  /** Ends it and starts it again, in the same way and at the same address. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts the demo in this process, and before it Fairlead from its source in one of its own, as an operator does. */
export async function startFairlead({ flags = [], ...options }: StartOptions = {}): Promise<RunningFairlead> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const demo = await startStoryDemo(options, [`${url}/oidc-callback`])
  const start = () =>
    startFairleadProcess({
      port,
      flags: ['-config', demo.configPath, ...flags],
      homeFolder: dirname(demo.configPath),
    })
  let fairlead = await start().catch(async (error: unknown) => {
    await demo.stop()
    throw error
  })
  let outputBefore = ''
  return {
    url,
    demo,
    output: () => outputBefore + fairlead.output(),
    async restart() {
      await fairlead.stop()
      outputBefore += fairlead.output()
      fairlead = await start()
    },
    async stop() {
      await Promise.all([fairlead.stop(), demo.stop()])
    },
  }
}

/** The demo on ports of its own, so that stories run side by side. */
export function startStoryDemo(
  options: Omit<DemoOptions, 'redirectUris'>,
  redirectUris: readonly string[],
): Promise<Demo> {
  return startDemo({ issuerPort: 0, clusterPorts: [0, 0, 0, 0], ...options, redirectUris })
}
