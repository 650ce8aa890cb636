import {
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Scalar,
} from 'yaml'
import type { RawValue } from './setting.ts'

export interface YamlText {
  readonly root: unknown
  readonly document: Document.Parsed
  lineOf(node: unknown): number
}

export interface YamlFault {
  readonly line: number
  readonly message: string
}

const MESSAGES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'a key stands here twice',
  TAB_AS_INDENT: 'a tab indents this line; YAML allows spaces only',
  MULTIPLE_DOCS: 'a second document begins here; expected one',
}

/**
 * Parses YAML. A fault has our own words, since the parser's quote the text, which can hold secrets.
 *
 * @param scalars `text` leaves every scalar as written, so that a client ID of digits stays what it is; `typed` knows
 *   numbers, booleans and null, and lets a later key replace an equal one, as kubectl does
 */
export function parseYaml(text: string, scalars: 'text' | 'typed'): YamlText | YamlFault {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    schema: scalars === 'text' ? 'failsafe' : 'core',
    uniqueKeys: scalars === 'text',
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  })
  const error = document.errors[0]
  if (error !== undefined) {
    const message =
      MESSAGES[error.code] ?? `not valid YAML (${error.code.toLowerCase().replaceAll('_', ' ')})`
    return { line: lines.linePos(error.pos[0]).line, message }
  }
  const lost = aliasWithoutAnchor(document)
  if (lost !== undefined)
    return { line: lines.linePos(startOf(lost)).line, message: 'an alias without its anchor' }
  const lineOf = (node: unknown) => lines.linePos(startOf(node)).line
  return { root: document.contents, document, lineOf }
}

function aliasWithoutAnchor(document: Document.Parsed): unknown {
  let lost: unknown
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined
      lost = alias
      return visit.BREAK
    },
  })
  return lost
}

function startOf(node: unknown): number {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0
}

export interface YamlEntry {
  readonly key: string
  readonly keyNode: unknown
  readonly value: unknown
}

/** The entries of a mapping, or `undefined` when it is something else. An absent node is an empty mapping. */
export function entriesOf(node: unknown, { document }: YamlText): readonly YamlEntry[] | undefined {
  const map = resolveAlias(node, document)
  if (map === null || map === undefined || isEmpty(map)) return []
  if (!isMap(map)) return undefined
  return map.items.map(({ key, value }) => ({
    key: isScalar(key) ? textOf(key) : '',
    keyNode: key,
    value: resolveAlias(value, document),
  }))
}

/** The items of a list, or `undefined` when it is something else. */
export function itemsOf(node: unknown, { document }: YamlText): readonly unknown[] | undefined {
  const list = resolveAlias(node, document)
  if (isEmpty(list)) return []
  return isSeq(list) ? list.items.map((item) => resolveAlias(item, document)) : undefined
}

/** A text or a list of texts; `''` for an empty value, `undefined` for anything else. */
export function rawValueOf(node: unknown, yaml: YamlText): RawValue | undefined {
  if (isEmpty(node)) return ''
  if (isScalar(node)) return textOf(node)
  const items = itemsOf(node, yaml)
  return items?.every((item) => isScalar(item)) ? items.map(textOf) : undefined
}

/** A mapping of texts as `name=value` each, or `undefined` when it is something else. */
export function pairsOf(node: unknown, yaml: YamlText): readonly string[] | undefined {
  const map = resolveAlias(node, yaml.document)
  if (!isMap(map)) return undefined
  const entries = entriesOf(map, yaml) ?? []
  const pairs = entries.map(({ key, value }) => (isScalar(value) ? `${key}=${textOf(value)}` : undefined))
  return pairs.every((pair) => pair !== undefined) ? pairs : undefined
}

function isEmpty(node: unknown): boolean {
  if (node === null || node === undefined) return true
  return isScalar(node) && node.type === 'PLAIN' && /^(?:|~|null)$/i.test(textOf(node))
}

function resolveAlias(node: unknown, document: Document.Parsed): unknown {
  return isAlias(node) ? node.resolve(document) : node
}

function textOf({ value }: Scalar): string {
  return typeof value === 'string' ? value : ''
}
