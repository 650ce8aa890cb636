import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

const POLL_MS = 500

/**
 * Runs `work` while no other process that uses the same lock file does.
 *
 * The file holds its owner's process id, so that a lock left by a process that was killed is taken over. Two takers
 * may meet in that moment; the work here must only be wasteful when done twice, not wrong.
 */
export async function oneAtATime<T>(lockPath: string, work: () => Promise<T>): Promise<T> {
  await takeLock(lockPath)
  try {
    return await work()
  } finally {
    await rm(lockPath, { force: true })
  }
}

async function takeLock(lockPath: string): Promise<void> {
  for (let told = false; ; told = true) {
    try {
      return await writeFile(lockPath, String(process.pid), { flag: 'wx' })
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
    }
    const owner = Number(await readFile(lockPath, 'utf8').catch(() => ''))
    if (owner > 0 && !isAlive(owner)) await rm(lockPath, { force: true })
    else {
      if (!told) console.log(`Waiting for process ${owner}, which holds ${lockPath}`)
      await wait(POLL_MS)
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
