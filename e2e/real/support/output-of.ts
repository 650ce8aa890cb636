import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rig } from '../rig/rig.ts'

/** All that programs have written whose log's name matches, since the rig is up. */
export function outputOf(rig: Rig, logName: string | RegExp): string {
  return readdirSync(rig.logFolder)
    .filter((name) => name.search(logName) !== -1)
    .map((name) => readFileSync(join(rig.logFolder, name), 'utf8'))
    .join('')
}
