import { randomBytes } from 'node:crypto'
import { constants, copyFileSync, linkSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../contract/finding.ts'
import { NotOurFile, readOwnFile } from './read-own-file.ts'
import { parseSealingKeys } from './sealing-keys.ts'
import { SettingsFaults } from './settings-faults.ts'
import { ValueRefused } from './setting.ts'
import type { Settings } from './settings.ts'

export interface SealingKeysTaken {
  /** The first seals, all of them open. */
  readonly keys: readonly Uint8Array[]
  /** `SEALING_KEY_NOT_SHARED`, unless the operator gave the keys. */
  readonly finding?: Finding
  /** Finished lines for the operator. */
  readonly warnings: readonly string[]
}

const KEY_BYTES = 32
const HEADING = '# Made by Fairlead. Who has this key can open sealed sessions.\n'

/**
 * Takes the keys that were given, else those in the state folder, where one is made at the first start, else one that
 * lives as long as the process.
 *
 * @throws SettingsFaults when the file in the state folder holds no keys: a new one would sign everybody out unasked
 */
export function takeSealingKeys({
  sealingKeys,
  stateFolder,
}: Pick<Settings['session'], 'sealingKeys' | 'stateFolder'>): SealingKeysTaken {
  if (sealingKeys.length > 0) return { keys: sealingKeys, warnings: [] }
  if (stateFolder === undefined) return inMemory([])
  const path = join(stateFolder, 'sealing-key')
  try {
    const text = readOwnFile(path) ?? makeFile(stateFolder, path)
    return {
      keys: parseKeys(text, path),
      finding: notShared(`The sealing key was made on this machine and is kept in ${path}.`),
      warnings: isReadableByOthers(path)
        ? [`${path}: others on this machine may read the sealing key; chmod 600 it`]
        : [],
    }
  } catch (error) {
    if (error instanceof NotOurFile)
      return inMemory([
        `${path}: not used as the sealing key: ${error.message}; name another folder with -state-dir`,
      ])
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    if (code === undefined || error instanceof SettingsFaults) throw error
    return inMemory([
      `${path}: the sealing key cannot be kept there (${code}); name another folder with -state-dir`,
    ])
  }
}

function inMemory(warnings: readonly string[]): SealingKeysTaken {
  const finding = notShared('The sealing key lives as long as this process: a restart signs everybody out.')
  return { keys: [new Uint8Array(randomBytes(KEY_BYTES))], finding, warnings }
}

function notShared(message: string): Finding {
  const remedy = 'Several replicas need one key for all: give each the same -sealing-key-file.'
  return { code: 'SEALING_KEY_NOT_SHARED', message, remedy }
}

/** Of processes that start together all get the key of the first: it appears whole, and never replaces one. */
function makeFile(folder: string, path: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const text = `${HEADING}${randomBytes(KEY_BYTES).toString('base64')}\n`
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600, flush: true })
    publish(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
  return readOwnFile(path) ?? ''
}

function publish(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch (error) {
    if (isCode(error, 'EEXIST')) return
    // Some file systems have no hard links.
    copyUnlessThere(draft, path)
  }
}

function copyUnlessThere(draft: string, path: string): void {
  try {
    copyFileSync(draft, path, constants.COPYFILE_EXCL)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  }
}

function parseKeys(text: string, path: string): readonly Uint8Array[] {
  try {
    return parseSealingKeys(text)
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error
    throw new SettingsFaults([
      `${path}: damaged: ${error.message}; restore it, or delete it, which signs everybody out`,
    ])
  }
}

/** Windows has no such modes. */
function isReadableByOthers(path: string): boolean {
  return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
