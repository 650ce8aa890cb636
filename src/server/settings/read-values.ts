import {
  ValueRefused,
  type Given,
  type Place,
  type RawValue,
  type Setting,
  type SettingTable,
  type Values,
} from './setting.ts'
import type { Report } from './settings-faults.ts'

const LONGEST_SHOWN = 80

/**
 * Reads what was given for the settings of one table; of several for one setting the last wins, yet all are checked.
 *
 * Empty text clears a setting that has no default.
 */
export function readValues<T extends SettingTable>(
  table: T,
  given: readonly Given[],
  homeDir: string,
  report: Report,
): Partial<Values<T>> {
  const values: Record<string, unknown> = {}
  for (const { name, raw, where, folder } of given) {
    const setting = table[name]
    if (setting === undefined) continue
    if (raw === '' && setting.default === undefined) {
      Reflect.deleteProperty(values, name)
      continue
    }
    try {
      values[name] = setting.reader.read(raw, { folder, homeDir })
    } catch (error) {
      if (!(error instanceof ValueRefused)) throw error
      report.faults.push(refusal(setting, raw, where, error.message))
    }
  }
  return values as Partial<Values<T>>
}

/** Fills in the table's defaults. */
export function withDefaults<T extends SettingTable>(
  table: T,
  values: Partial<Values<T>>,
  place: Place,
): Values<T> {
  const defaults: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries(table)) {
    if (setting.default !== undefined) defaults[name] = setting.reader.read(setting.default, place)
  }
  return { ...defaults, ...values } as Values<T>
}

function refusal(setting: Setting<unknown>, raw: RawValue, where: string, detail: string): string {
  const why = detail === '' ? '' : ` (${detail})`
  const { expected } = setting.reader
  if (!setting.secret) return `${where}: expected ${expected}, not ${showValue(raw)}${why}`
  const inCase = setting.reader.placeholder === 'FILE' ? ', in case it is the secret itself' : ''
  return `${where}: expected ${expected}${why}; the value is not shown${inCase}`
}

/** A value for a message: on one line, bounded, without the credentials that a URL can carry. */
export function showValue(raw: RawValue): string {
  const text = typeof raw === 'string' ? raw : raw.join(', ')
  // Up to the last @: a password that nobody escaped may hold any character.
  const safe = text.replaceAll(/\/\/\S*@/g, '//…@')
  return JSON.stringify(safe.length > LONGEST_SHOWN ? `${safe.slice(0, LONGEST_SHOWN)}…` : safe)
}
