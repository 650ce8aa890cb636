import { fileURLToPath } from 'node:url'
import { request } from 'undici'
import { startProcess, untilUp, type ManagedProcess } from './processes.ts'

const LONGEST_START_MS = 30_000
const MAIN = fileURLToPath(new URL('../../../src/server/main.ts', import.meta.url))

export interface RunningFairlead {
  readonly process: ManagedProcess
  readonly url: string
}

/** Starts Fairlead from its source, as an operator does, and says as much in its log as it ever will. */
export async function startFairlead(with_: {
  name: string
  port: number
  flags: readonly string[]
  logFolder: string
}): Promise<RunningFairlead> {
  const url = `http://127.0.0.1:${with_.port}`
  const listen = ['-listen-addr', '127.0.0.1', '-port', String(with_.port), '-log-level', 'trace']
  const fairlead = startProcess({
    name: with_.name,
    command: process.execPath,
    args: [MAIN, ...with_.flags, ...listen],
    logFolder: with_.logFolder,
    env: { PATH: process.env['PATH'] ?? '' }, // no setting of whoever runs the tests
  })
  const isReady = async () => {
    const answer = await request(`${url}/readyz`)
    await answer.body.dump()
    return answer.statusCode === 200
  }
  await untilUp(fairlead, isReady, LONGEST_START_MS)
  return { process: fairlead, url }
}
