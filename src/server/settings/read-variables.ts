import { didYouMean } from './closest-name.ts'
import { canComeFrom, type Given } from './setting.ts'
import { ALL_SETTINGS } from './setting-table.ts'
import type { Report } from './settings-faults.ts'

const OURS = 'FAIRLEAD_'
const HEADLAMPS = 'HEADLAMP_CONFIG_'

export type Environment = Readonly<Record<string, string | undefined>>

/** `oidc-client-id` → `FAIRLEAD_OIDC_CLIENT_ID` */
export function variableName(prefix: string, name: string): string {
  return prefix + name.toUpperCase().replaceAll('-', '_')
}

/** The variables by which a setting can be given, ours first. */
export function variablesOf(name: string): readonly string[] {
  const setting = ALL_SETTINGS[name]
  if (setting === undefined || !canComeFrom(setting, 'variable')) return []
  const shared = setting.headlamp ? [variableName(HEADLAMPS, name)] : []
  return [variableName(OURS, name), ...shared]
}

/**
 * Reads `HEADLAMP_CONFIG_*`, then `FAIRLEAD_*`, which win. An empty variable counts as not set.
 *
 * Unknown variables of ours are faults; Headlamp has many more settings than we share, so there it is a warning.
 */
export function readVariables(env: Environment, report: Report): readonly Given[] {
  const names = Object.keys(ALL_SETTINGS)
  const known = new Map(
    names.flatMap((name) => variablesOf(name).map((variable) => [variable, name] as const)),
  )
  const set = Object.entries(env).filter(([variable, value]) => !isServiceLink(variable, value))

  for (const [variable] of set) {
    if (known.has(variable)) continue
    if (variable.startsWith(OURS))
      report.faults.push(`${variable}: no such variable${didYouMeanOurs(variable, [...known.keys()])}`)
    if (variable.startsWith(HEADLAMPS))
      report.warnings.push(`${variable}: ignored; Fairlead has no such setting`)
  }
  const given = set.flatMap(([variable, raw]): Given[] => {
    const name = known.get(variable)
    return name === undefined || raw === undefined || raw === ''
      ? []
      : [{ name, raw, where: variable, folder: '.' }]
  })
  return given.sort((a, b) => Number(a.where.startsWith(OURS)) - Number(b.where.startsWith(OURS)))
}

/** Told by what follows the prefix: with it, all of them are near each other. */
function didYouMeanOurs(variable: string, known: readonly string[]): string {
  const ours = known.filter((one) => one.startsWith(OURS)).map((one) => one.slice(OURS.length))
  return didYouMean(variable.slice(OURS.length), ours, (near) => OURS + near)
}

/**
 * Kubernetes sets such variables in every pod for each Service of its namespace: for one named `fairlead`,
 * `FAIRLEAD_PORT=tcp://10.0.0.1:80` and more.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
function isServiceLink(variable: string, value: string | undefined): boolean {
  return (
    /_SERVICE_(?:HOST|PORT)(?:_|$)/.test(variable) ||
    /_PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?$/.test(variable) ||
    (variable.endsWith('_PORT') && /^(?:tcp|udp|sctp):\/\//.test(value ?? ''))
  )
}
