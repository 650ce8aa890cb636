import { fileURLToPath } from 'node:url'
import { Agent, request } from 'undici'
import { startProcess, untilUp, type ManagedProcess } from './processes.ts'

const LONGEST_START_MS = 30_000
const MAIN = fileURLToPath(new URL('../../../src/server/main.ts', import.meta.url))

export interface RunningFairlead {
  readonly process: ManagedProcess
  /** Without a slash at the end. */
  readonly url: string
}

/** Starts Fairlead from its source, as an operator does, and says as much in its log as it ever will. */
export async function startFairlead(start: {
  /** Begins with `fairlead`: by that, stories find what it wrote. */
  name: string
  /** Where the flags will make it answer. */
  url: string
  flags: readonly string[]
  logFolder: string
}): Promise<RunningFairlead> {
  const { hostname, port } = new URL(start.url)
  const always = ['-listen-addr', hostname, '-port', port, '-log-level', 'trace']
  const fairlead = startProcess({
    name: start.name,
    command: process.execPath,
    args: [MAIN, ...start.flags, ...always],
    logFolder: start.logFolder,
    env: { PATH: process.env['PATH'] ?? '' }, // no setting of whoever runs the tests
  })
  // Whether its certificate is right is not what is waited for.
  const agent = new Agent({ connect: { rejectUnauthorized: false } })
  const isReady = async () => {
    const answer = await request(`${start.url}/readyz`, { dispatcher: agent })
    const body = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`/readyz: ${body}`)
    return true
  }
  try {
    await untilUp(fairlead, isReady, LONGEST_START_MS)
  } catch (error) {
    await fairlead.stop()
    throw error
  } finally {
    await agent.destroy()
  }
  return { process: fairlead, url: start.url }
}
