import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { didYouMean } from './closest-name.ts'
import {
  entriesOf,
  itemsOf,
  pairsOf,
  parseYaml,
  rawValueOf,
  type YamlEntry,
  type YamlText,
} from './parse-yaml.ts'
import { whyUnreadable } from './read-file.ts'
import type { GivenOidc } from './read-oidc-settings.ts'
import { canComeFrom, type Given, type SettingTable } from './setting.ts'
import { ALL_SETTINGS, CLUSTER_SETTINGS, OIDC_SETTINGS } from './setting-table.ts'
import type { Report } from './settings-faults.ts'

/** An entry of `clusters:`, before its values are read. */
export interface ClusterEntry {
  readonly where: string
  readonly cluster: readonly Given[]
  /** Left out when the entry has no `oidc`. */
  readonly oidc?: GivenOidc
}

export interface SettingsFile {
  readonly given: readonly Given[]
  readonly clusters: readonly ClusterEntry[]
}

const EMPTY: SettingsFile = { given: [], clusters: [] }
const FILE_SETTINGS: SettingTable = Object.fromEntries(
  Object.entries(ALL_SETTINGS).filter(([, setting]) => canComeFrom(setting, 'file')),
)

/** Reads the settings file into given values that know their lines. Paths in it are relative to its folder. */
export function readSettingsFile(path: string, shownPath: string, report: Report): SettingsFile {
  const text = readText(path, shownPath, report)
  if (text === undefined) return EMPTY
  const yaml = parseYaml(text, 'text')
  if ('message' in yaml) {
    report.faults.push(`${shownPath}:${yaml.line}: ${yaml.message}`)
    return EMPTY
  }
  return new SettingsFileReader(path, shownPath, yaml, report).read()
}

function readText(path: string, shownPath: string, report: Report): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    report.faults.push(`-config: ${shownPath}: ${whyUnreadable(error)}`)
    return undefined
  }
}

class SettingsFileReader {
  readonly #folder: string
  readonly #shownPath: string
  readonly #yaml: YamlText
  readonly #report: Report

  constructor(path: string, shownPath: string, yaml: YamlText, report: Report) {
    this.#folder = dirname(path)
    this.#shownPath = shownPath
    this.#yaml = yaml
    this.#report = report
  }

  read(): SettingsFile {
    const entries = this.#entries(this.#yaml.root, this.#shownPath, 'settings, a line each: name: value')
    const [clusters] = entries.filter(({ key }) => key === 'clusters')
    const settings = entries.filter(({ key }) => key !== 'clusters')
    return {
      given: this.#given(settings, FILE_SETTINGS, ['clusters'], ''),
      clusters: clusters === undefined ? [] : this.#clusters(clusters),
    }
  }

  #clusters(entry: YamlEntry): readonly ClusterEntry[] {
    const items = itemsOf(entry.value, this.#yaml)
    if (items === undefined) this.#fault(entry.keyNode, 'clusters', 'expected a list of clusters')
    return (items ?? []).map((item, index) => this.#cluster(item, `clusters[${index}]`))
  }

  #cluster(item: unknown, label: string): ClusterEntry {
    const where = this.#where(item, label)
    const entries = this.#entries(item, where, 'a cluster with name and server')
    const own = entries.filter(({ key }) => key !== 'oidc')
    const cluster = this.#given(own, CLUSTER_SETTINGS, ['oidc'], `${label}.`)
    const oidcEntry = entries.find(({ key }) => key === 'oidc')
    if (oidcEntry === undefined) return { where, cluster }

    const oidcLabel = `${label}.oidc`
    const oidcWhere = this.#where(oidcEntry.keyNode, oidcLabel)
    const oidcEntries = this.#entries(oidcEntry.value, oidcWhere, 'client-id, idp-issuer-url and so on')
    const given = this.#given(oidcEntries, OIDC_SETTINGS, [], `${oidcLabel}.`)
    return { where, cluster, oidc: { given, label: `${oidcWhere}.` } }
  }

  #entries(node: unknown, where: string, expected: string): readonly YamlEntry[] {
    const entries = entriesOf(node, this.#yaml)
    if (entries === undefined) this.#report.faults.push(`${where}: expected ${expected}`)
    return entries ?? []
  }

  #given(
    entries: readonly YamlEntry[],
    table: SettingTable,
    alsoKnown: readonly string[],
    labelPrefix: string,
  ): readonly Given[] {
    return entries.flatMap(({ key, keyNode, value }): Given[] => {
      const setting = Object.hasOwn(table, key) ? table[key] : undefined
      if (setting === undefined) {
        const guess = didYouMean(key, [...Object.keys(table), ...alsoKnown], String)
        this.#fault(keyNode, labelPrefix + showKey(key), `no such setting${guess}`)
        return []
      }
      const raw =
        rawValueOf(value, this.#yaml) ?? (setting.reader.takesMap ? pairsOf(value, this.#yaml) : undefined)
      if (raw === undefined) this.#fault(keyNode, labelPrefix + key, 'expected a value or a list of values')
      if (raw === undefined || raw === '') return []
      return [{ name: key, raw, where: this.#where(keyNode, labelPrefix + key), folder: this.#folder }]
    })
  }

  #where(node: unknown, label: string): string {
    return `${this.#shownPath}:${this.#yaml.lineOf(node)}: ${label}`
  }

  #fault(node: unknown, label: string, message: string) {
    this.#report.faults.push(`${this.#where(node, label)}: ${message}`)
  }
}

function showKey(key: string): string {
  return /^[\w-]{1,60}$/.test(key) ? key : '…'
}
