import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs'

const LONGEST_BYTES = 64 * 1024

/** A file that someone else may have put there. The message is the rest of a sentence about the file. */
export class NotOurFile extends Error {}

/**
 * Reads a small file that only this user or root can have put there. In a folder that others may write to, such as
 * `/tmp`, anyone can leave a file or a link of theirs, or a pipe at which a reader waits for good.
 *
 * @returns `undefined` where there is none
 * @throws NotOurFile
 */
export function readOwnFile(path: string): string | undefined {
  const link = lstatSync(path, { throwIfNoEntry: false })
  if (link === undefined) return undefined
  requireOwn(link)
  // What was opened is what is looked at: the path may lead elsewhere by now.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = fstatSync(file)
    requireOwn(stats)
    if (stats.isDirectory()) throw new NotOurFile('it is a folder')
    if (!stats.isFile() || stats.size > LONGEST_BYTES) throw new NotOurFile('it is no small file')
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}

/** Windows has no such owners. */
function requireOwn({ uid }: Stats): void {
  const own = process.getuid?.()
  if (own === undefined || uid === own || uid === 0) return
  throw new NotOurFile(`it belongs to the user ${uid}`)
}
