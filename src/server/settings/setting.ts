/** A value as it was written: one text, or the entries of a YAML list. */
export type RawValue = string | readonly string[]

/** Against what a relative path and `~/` are resolved. */
export interface Place {
  readonly folder: string
  readonly homeDir: string
}

/** Turns a written value into the one that the program uses. */
export interface Reader<T> {
  /** Stands for the value in the help, such as `URL`. */
  readonly placeholder: string
  /** Completes "expected …". */
  readonly expected: string
  /** In the settings file it may be a mapping too, which is then read as a list of `name=value`. */
  readonly takesMap?: boolean
  /** @throws ValueRefused */
  read(raw: RawValue, place: Place): T
}

/** A reader's refusal. The message says what was wrong beyond "not as expected", and never holds the value. */
export class ValueRefused extends Error {}

export type SettingSource = 'flag' | 'variable' | 'file'

/** One row of the table that drives flags, variables, the settings file, the help and `docs/settings.md`. */
export interface Setting<T> {
  readonly reader: Reader<T>
  readonly help: string
  /** As one would write it. */
  readonly default?: string
  /** The value is shown nowhere, and a warning is given when it stands in a flag. */
  readonly secret?: boolean
  /** Headlamp has this setting under the same name, so `HEADLAMP_CONFIG_*` is read too. */
  readonly headlamp?: boolean
  /** Left out: every source. */
  readonly sources?: readonly SettingSource[]
}

export type SettingTable = Readonly<Record<string, Setting<unknown>>>
type ValueOf<S> = S extends Setting<infer T> ? T : never

/** The values of a table: `undefined` where nobody gave one and the table has no default. */
export type Values<T extends SettingTable> = {
  readonly [N in keyof T]: T[N] extends { default: string } ? ValueOf<T[N]> : ValueOf<T[N]> | undefined
}

/** A value and who gave it. */
export interface Given {
  readonly name: string
  readonly raw: RawValue
  /** Names the source in a fault: `-port`, `FAIRLEAD_PORT`, `fairlead.yaml:3: port`. */
  readonly where: string
  readonly folder: string
}

/** What was given and counts, by name: the last of each, without those that an empty value cleared. */
export function effective(given: readonly Given[]): ReadonlyMap<string, Given> {
  const last = new Map(given.map((one) => [one.name, one]))
  return new Map([...last].filter(([, { raw }]) => raw !== ''))
}

export function canComeFrom(setting: Setting<unknown>, source: SettingSource): boolean {
  return setting.sources?.includes(source) ?? true
}
