import { readFileSync, statSync } from 'node:fs'

/** The files that a state was read from, so that one can ask whether any has changed since. */
export interface TrackedFiles {
  /** @throws the file system's error */
  read(path: string): string
  haveChanged(): boolean
}

export function trackFiles(): TrackedFiles {
  const stamps = new Map<string, string>()
  return {
    read(path) {
      // Stamped first: a change between the two calls then shows as a change.
      stamps.set(path, stampOf(path))
      return readFileSync(path, 'utf8')
    },
    haveChanged: () => [...stamps].some(([path, stamp]) => stampOf(path) !== stamp),
  }
}

/** Follows symlinks, so that a ConfigMap's swap of its `..data` link shows as another inode. */
function stampOf(path: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(path, { bigint: true })
    return `${mtimeNs} ${size} ${ino}`
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  }
}
