import { delimiter, join, resolve } from 'node:path'
import { checkServerSettings, publicOriginOf, tlsFilesOf } from './check-server-settings.ts'
import { parseFlags } from './parse-flags.ts'
import { readClusterSettings } from './read-cluster-settings.ts'
import { readOidcDefaults, readOidcSettings, type GivenOidc, type OidcContext } from './read-oidc-settings.ts'
import { readSettingsFile } from './read-settings-file.ts'
import { readValues, withDefaults } from './read-values.ts'
import { readVariables, type Environment } from './read-variables.ts'
import { oidcSettingName, SERVER_SETTINGS, type ServerValues } from './setting-table.ts'
import { stateFolderOf } from './state-folder.ts'
import { effective, type Given } from './setting.ts'
import { SettingsFaults, type Report } from './settings-faults.ts'
import type { Settings } from './settings.ts'

export interface SettingsInput {
  /** The words after the command: flags only. */
  readonly argv: readonly string[]
  readonly env: Environment
  /** `''` where there is none, as for a user that only a container knows. */
  readonly homeDir: string
  /** Whether logs go to a person's terminal: they are pretty there, unless told otherwise. */
  readonly isTerminal?: boolean
}

export interface SettingsRead {
  readonly settings: Settings
  /** Finished lines for the operator; none holds a secret. */
  readonly warnings: readonly string[]
}

/**
 * Reads the settings from all sources: defaults < file < `HEADLAMP_CONFIG_*` < `FAIRLEAD_*` < flags.
 *
 * @throws SettingsFaults with every fault at once
 */
export function readSettings(input: SettingsInput): SettingsRead {
  const report: Report = { faults: [], warnings: [] }
  const flags = parseFlags(input.argv, report)
  const variables = readVariables(input.env, report)
  const file = readFile([...variables, ...flags], input, report)
  const given = [...file.given, ...variables, ...flags]
  const values = readServerValues(given, input, report)

  checkServerSettings(values, effective(given), report)
  const publicOrigin = publicOriginOf(values)
  const tls = tlsFilesOf(values)
  const sealingKeys = values['sealing-key-file'] ?? values['sealing-key'] ?? []

  const stateFolder = stateFolderOf(given, values, input)

  const context: OidcContext = {
    homeDir: input.homeDir,
    baseUrl: values['base-url'] ?? '',
    publicOrigin,
    report,
  }
  const everyClient = globalOidc(given)
  const silent = { ...context, report: { faults: [], warnings: [] } }
  const oidcDefaults = readOidcDefaults(everyClient, silent)
  const oidc = readOidcSettings(everyClient, oidcDefaults, context)
  const listed = readClusterSettings(file.clusters, oidcDefaults, context)

  if (report.faults.length > 0) throw new SettingsFaults([...new Set(report.faults)])
  const settings: Settings = {
    ...(oidc !== undefined && { oidc }),
    oidcDefaults,
    clusters: { ...clusterSources(values, input), listed },
    listen: {
      address: values['listen-addr'] ?? '',
      port: values.port,
      baseUrl: context.baseUrl,
      ...(publicOrigin !== undefined && { publicOrigin }),
      trustedProxies: values['trusted-proxies'] ?? [],
      ...(tls !== undefined && { tls }),
    },
    session: {
      ttlS: values['session-ttl'],
      sealingKeys,
      ...(stateFolder !== undefined && { stateFolder }),
    },
    signIn: {
      popup: values['sign-in-popup'],
      automatic: values['auto-sign-in'],
      pastedTokens: values['token-sign-in'],
    },
    log: {
      level: values['log-level'],
      format: values['log-format'] ?? (input.isTerminal ? 'pretty' : 'json'),
    },
  }
  return { settings, warnings: [...new Set(report.warnings)] }
}

function readFile(given: readonly Given[], { homeDir }: SettingsInput, report: Report) {
  const named = effective(given).get('config')
  if (named === undefined) return { given: [], clusters: [] }
  const { config } = readValues(SERVER_SETTINGS, [named], homeDir, { faults: [], warnings: [] })
  if (config === undefined) return { given: [], clusters: [] }
  return readSettingsFile(config, String(named.raw), report)
}

function readServerValues(given: readonly Given[], { homeDir }: SettingsInput, report: Report): ServerValues {
  const values = readValues(SERVER_SETTINGS, given, homeDir, report)
  return withDefaults(SERVER_SETTINGS, values, { folder: '.', homeDir })
}

function globalOidc(given: readonly Given[]): GivenOidc {
  const own = given.flatMap((one) => {
    const name = oidcSettingName(one.name)
    return name === undefined ? [] : [{ ...one, name }]
  })
  return { given: own, label: '-oidc-' }
}

function clusterSources(values: ServerValues, { env, homeDir }: SettingsInput) {
  const explicit = values.kubeconfig
  const inCluster = values['in-cluster']
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '')
  const standard = homeDir === '' ? [] : [join(homeDir, '.kube', 'config')]
  const found = listed.length > 0 ? listed.map((path) => resolve(path)) : standard
  return {
    kubeconfigPaths: explicit ?? (inCluster ? [] : found),
    kubeconfigIsExplicit: explicit !== undefined,
    inCluster,
    inClusterContextName: values['in-cluster-context-name'],
    skippedContexts: values['skipped-kube-contexts'] ?? [],
    insecureSkipTlsVerify: values['insecure-ssl'],
  }
}
