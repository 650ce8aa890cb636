import { didYouMean } from './closest-name.ts'
import { canComeFrom, type Given } from './setting.ts'
import { ALL_SETTINGS } from './setting-table.ts'
import { flag } from './setting-readers.ts'
import type { Report } from './settings-faults.ts'
import { variableName } from './read-variables.ts'

const FLAG = /^--?(?<name>[^-=][^=]*)(?:=(?<value>[\s\S]*))?$/
const FLAG_NAMES = Object.keys(ALL_SETTINGS).filter((name) => isFlag(name))

/**
 * Reads a command line as Go's flag package does: one or two dashes, `-name value` or `-name=value`, and booleans
 * `-name` or `-name=true`. The words themselves never come into a fault, since any of them may be a secret.
 */
export function parseFlags(argv: readonly string[], report: Report): readonly Given[] {
  const given: Given[] = []
  for (let at = 0; at < argv.length; at++) {
    const word = FLAG.exec(argv[at] ?? '')?.groups
    if (word?.['name'] === undefined) {
      report.faults.push(strayWord(argv, at, given.at(-1)))
      continue
    }
    const name = word['name'] === 'h' ? 'help' : word['name']
    const next = argv[at + 1]
    const known = isFlag(name)
    const takesNext =
      word['value'] === undefined && !(known && isBoolean(name)) && next !== undefined && !isKnownFlag(next)
    if (takesNext && (known || !next.startsWith('-'))) at += 1
    if (!known) {
      report.faults.push(unknownFlag(name))
      continue
    }
    const raw = word['value'] ?? (isBoolean(name) ? 'true' : takesNext ? next : undefined)
    if (raw === undefined) report.faults.push(`-${name}: needs a value, as in -${name}=VALUE`)
    else given.push({ name, raw, where: `-${name}`, folder: '.' })
  }
  report.warnings.push(...given.filter(isReadableSecret).map(secretInFlag))
  return given
}

function isFlag(name: string): boolean {
  const setting = Object.hasOwn(ALL_SETTINGS, name) ? ALL_SETTINGS[name] : undefined
  return setting !== undefined && canComeFrom(setting, 'flag')
}

function isBoolean(name: string): boolean {
  return ALL_SETTINGS[name]?.reader === flag
}

function isKnownFlag(word: string): boolean {
  const name = FLAG.exec(word)?.groups?.['name']
  return name !== undefined && (isFlag(name) || name === 'h')
}

function unknownFlag(name: string): string {
  if (Object.hasOwn(ALL_SETTINGS, name))
    return `-${name}: not a flag, since process lists show flags; set ${variableName('FAIRLEAD_', name)}`
  return `-${showName(name)}: no such flag${didYouMean(name, FLAG_NAMES, (near) => `-${near}`)}`
}

function strayWord(argv: readonly string[], at: number, before: Given | undefined): string {
  const position = `argument ${at + 1} of ${argv.length}`
  if (before !== undefined && isBoolean(before.name) && argv[at - 1]?.replace(/^--?/, '') === before.name)
    return `${position}: not a flag; the value of -${before.name} follows an equals sign: -${before.name}=true or -${before.name}=false`
  return `${position}: not a flag; flags start with a dash`
}

/** A name cannot be trusted to be one: `-S3cret!` may be a value that lost its flag. */
function showName(name: string): string {
  return /^[a-z][a-z\d-]{0,40}$/i.test(name) ? name : '…'
}

function isReadableSecret({ name, raw }: Given): boolean {
  return name === 'oidc-client-secret' && raw !== ''
}

function secretInFlag({ name }: Given): string {
  return `-${name}: process lists show this secret to everyone on the machine; use -${name}-file or ${variableName('FAIRLEAD_', name)}`
}
