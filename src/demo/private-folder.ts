import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'fairlead-demo-'

/** The process that made it is in its name, so that a later demo knows what nobody uses any more. */
const OURS = new RegExp(`^${PREFIX}(\\d+)-`)

export interface PrivateFolder {
  readonly path: string
  remove(): void
}

/** Makes a folder that only this user can read, and removes those of demos that could not end by themselves. */
export async function createPrivateFolder(): Promise<PrivateFolder> {
  removeAbandoned()
  const path = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const erase = () => rmSync(path, { recursive: true, force: true })
  // Secrets are in it, so it goes even where nobody gets to stop the demo.
  process.once('exit', erase)
  return {
    path,
    remove() {
      process.off('exit', erase)
      erase()
    },
  }
}

function removeAbandoned(): void {
  const ownUid = process.getuid?.()
  for (const name of readdirSync(tmpdir())) {
    const pid = OURS.exec(name)?.[1]
    if (pid === undefined || isRunning(Number(pid))) continue
    const path = join(tmpdir(), name)
    try {
      const folder = lstatSync(path)
      if (folder.isDirectory() && (ownUid === undefined || folder.uid === ownUid))
        rmSync(path, { recursive: true })
    } catch {
      // Another demo was quicker, or it is not ours to remove.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
