import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * When something in these files and folders last changed, folders' own entries included: so a removal counts too.
 *
 * @returns Unix milliseconds; 0 when none of them exists
 */
export function newestChangeMs(paths: readonly string[]): number {
  return Math.max(0, ...paths.map(changeMs))
}

function changeMs(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0
  return Math.max(stat.mtimeMs, newestChangeMs(readdirSync(path).map((entry) => join(path, entry))))
}
