import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url))
const LONGEST_START_MS = 30_000

/** A Fairlead in a process of its own. */
export interface FairleadProcess {
  readonly port: number
  /** All that it has written so far, at the most talkative log level. */
  output(): string
  /** Lets running requests end. */
  stop(): Promise<void>
  /** Ends it at once, as a machine that fails does. */
  kill(): Promise<void>
}

/**
 * Starts Fairlead from its source, as an operator does, and waits until it is ready.
 *
 * @param start.homeFolder of a user who has no settings and no kubeconfig
 */
export async function startFairleadProcess(start: {
  readonly port: number
  readonly flags: readonly string[]
  readonly homeFolder: string
  readonly baseUrl?: string
}): Promise<FairleadProcess> {
  const { port, flags, homeFolder, baseUrl = '' } = start
  const always = ['-listen-addr', 'localhost', '-port', String(port), '-log-level', 'trace']
  const child = spawn(process.execPath, [MAIN, ...flags, '-base-url', baseUrl, ...always], {
    // No setting of whoever runs the stories.
    env: { PATH: process.env['PATH'] ?? '', HOME: homeFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const ended = once(child, 'exit')
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal)
    await ended
  }
  const stop = end('SIGTERM')
  try {
    await untilReady(`http://localhost:${port}${baseUrl}/readyz`, () => child.exitCode !== null)
  } catch (error) {
    await stop()
    throw new Error(`Fairlead did not start. It wrote:\n${output}`, { cause: error })
  }
  return { port, output: () => output, stop, kill: end('SIGKILL') }
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  const deadlineMs = Date.now() + LONGEST_START_MS
  while (!hasEnded() && Date.now() < deadlineMs) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await delay(50)
  }
  throw new Error(hasEnded() ? 'It ended' : `Not ready within ${LONGEST_START_MS} ms`)
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
