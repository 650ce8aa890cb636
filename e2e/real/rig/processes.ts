import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A child process of ours. Its whole output goes to a file, so that it never waits for a reader. */
export interface ManagedProcess {
  readonly name: string
  readonly outputPath: string
  /** 0 when it could not be started. */
  readonly pid: number
  isRunning(): boolean
  /** Asks it to end, and insists after a while. */
  stop(): Promise<void>
}

const LONGEST_GOODBYE_MS = 10_000
const POLL_MS = 100
const TAIL_LINES = 15

export function startProcess(start: {
  name: string
  command: string
  args: readonly string[]
  logFolder: string
  /** All of its environment; left out, ours. */
  env?: Readonly<Record<string, string>>
}): ManagedProcess {
  const outputPath = join(start.logFolder, `${start.name}.log`)
  const output = openSync(outputPath, 'a')
  const child = spawn(start.command, start.args, {
    stdio: ['ignore', output, output],
    env: start.env ?? process.env,
    // A Ctrl-C in the terminal must reach us alone: were etcd to end before the API servers, they would hang.
    detached: true,
  })
  closeSync(output)
  let running = true
  const ended = new Promise<void>((resolve) => {
    const note = () => {
      running = false
      resolve()
    }
    child.on('error', note).on('exit', note)
  })
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  return {
    name: start.name,
    outputPath,
    pid: child.pid ?? 0,
    isRunning: () => running,
    async stop() {
      process.off('exit', killAtExit)
      child.kill('SIGTERM')
      const insist = setTimeout(() => child.kill('SIGKILL'), LONGEST_GOODBYE_MS)
      await ended
      clearTimeout(insist)
    },
  }
}

/**
 * Waits until `isUp` says so; a fault that it throws is told where it was the last one.
 *
 * @throws Error with the end of the process's output when it ended or takes too long
 */
export async function untilUp(
  started: ManagedProcess,
  isUp: () => Promise<boolean>,
  longestMs: number,
): Promise<void> {
  const deadlineMs = Date.now() + longestMs
  let fault = ''
  const noteFault = (error: unknown) => {
    fault = ` (${String(error)})`
    return false
  }
  while (!(await isUp().catch(noteFault))) {
    if (started.isRunning() && Date.now() < deadlineMs) {
      await wait(POLL_MS)
      continue
    }
    const happened = started.isRunning() ? `was not up after ${longestMs} ms` : 'ended at its start'
    throw new Error(`${started.name} ${happened}${fault}. Its output ends:\n${tail(started.outputPath)}`)
  }
}

function tail(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n')
}
