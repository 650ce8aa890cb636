import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ packages: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} Lockfile */

/**
 * Tells whether `node_modules` holds what `package-lock.json` asks for, by npm's own record of what it installed.
 *
 * @param {string} root the project's folder
 * @returns {boolean} `false` when nothing is installed yet
 */
export function packagesAreInstalled(root) {
  const wanted = readLockfile(join(root, 'package-lock.json'))
  const installed = readLockfile(join(root, 'node_modules', '.package-lock.json'))
  return wanted !== undefined && installed !== undefined && holdsTheSame(wanted, installed)
}

/**
 * Optional packages may be missing: most of them are the binaries of other platforms.
 *
 * @param {Lockfile} wanted
 * @param {Lockfile} installed
 */
function holdsTheSame(wanted, installed) {
  const nothingMissing = Object.entries(wanted.packages).every(([path, entry]) => {
    const found = installed.packages[path]
    if (path === '' || (found === undefined && entry.optional === true)) return true
    return found?.version === entry.version && found?.integrity === entry.integrity
  })
  return (
    nothingMissing && Object.keys(installed.packages).every((path) => wanted.packages[path] !== undefined)
  )
}

/**
 * @param {string} path
 * @returns {Lockfile | undefined}
 */
function readLockfile(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
