import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startDemo, type Demo, type DemoOptions } from '../../src/demo/start-demo.ts'

const MAIN = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url))
const LONGEST_START_MS = 30_000

export interface RunningFairlead {
  /** Its origin, without a slash at the end. */
  readonly url: string
  readonly demo: Demo
  /** All that it has written so far, at the most talkative log level. */
  output(): string
  stop(): Promise<void>
}

/** Starts the demo in this process, and before it Fairlead from its source in one of its own, as an operator does. */
export async function startFairlead(
  options: Omit<DemoOptions, 'redirectUris'> = {},
): Promise<RunningFairlead> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const demo = await startDemo({
    issuerPort: 0,
    clusterPorts: [0, 0, 0],
    ...options,
    redirectUris: [`${url}/oidc-callback`],
  })
  const flags = ['-config', demo.configPath, '-listen-addr', 'localhost', '-port', String(port)]
  const child = spawn(process.execPath, [MAIN, ...flags, '-log-level', 'trace'], {
    // No setting and no kubeconfig of whoever runs the stories.
    env: { PATH: process.env['PATH'] ?? '', HOME: dirname(demo.configPath) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const ended = once(child, 'exit')
  const stop = async () => {
    child.kill()
    await Promise.all([ended, demo.stop()])
  }
  try {
    await untilReady(`${url}/readyz`, () => child.exitCode !== null)
  } catch (error) {
    await stop()
    throw new Error(`Fairlead did not start. It wrote:\n${output}`, { cause: error })
  }
  return { url, demo, output: () => output, stop }
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
