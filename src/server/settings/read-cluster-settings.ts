import { readOidcSettings, type OidcContext } from './read-oidc-settings.ts'
import type { ClusterEntry } from './read-settings-file.ts'
import { readValues, showValue } from './read-values.ts'
import { CLUSTER_SETTINGS } from './setting-table.ts'
import type { ClusterSettings, OidcDefaults } from './settings.ts'

/** Reads the settings file's `clusters`. Any fault is in the report, and its cluster then left out. */
export function readClusterSettings(
  entries: readonly ClusterEntry[],
  defaults: OidcDefaults,
  context: OidcContext,
): readonly ClusterSettings[] {
  const clusters = new Map<string, ClusterSettings>()
  for (const entry of entries) {
    const cluster = readCluster(entry, defaults, context)
    if (cluster === undefined) continue
    if (clusters.has(cluster.name))
      context.report.faults.push(`${entry.where}.name: ${showValue(cluster.name)} stands here a second time`)
    clusters.set(cluster.name, cluster)
  }
  return [...clusters.values()]
}

function readCluster(
  entry: ClusterEntry,
  defaults: OidcDefaults,
  context: OidcContext,
): ClusterSettings | undefined {
  const { report } = context
  const values = readValues(CLUSTER_SETTINGS, entry.cluster, context.homeDir, report)
  const has = (name: keyof typeof CLUSTER_SETTINGS) => entry.cluster.some((given) => given.name === name)
  for (const name of ['name', 'server'] as const)
    if (!has(name)) report.faults.push(`${entry.where}.${name}: missing`)
  if (has('certificate-authority') && has('certificate-authority-data'))
    report.faults.push(
      `${entry.where}: certificate-authority and certificate-authority-data; expected one of them`,
    )

  const oidc = readOidc(entry, defaults, context)
  const { name, server } = values
  if (name === undefined || server === undefined) return undefined
  const ca = values['certificate-authority'] ?? values['certificate-authority-data']
  const tlsServerName = values['tls-server-name']
  const proxyUrl = values['proxy-url']
  return {
    name,
    server: server.href,
    insecureSkipTlsVerify: values['insecure-skip-tls-verify'] ?? false,
    ...(ca !== undefined && { ca }),
    ...(tlsServerName !== undefined && { tlsServerName }),
    ...(proxyUrl !== undefined && { proxyUrl }),
    ...(oidc !== undefined && { oidc }),
  }
}

function readOidc({ oidc }: ClusterEntry, defaults: OidcDefaults, context: OidcContext) {
  if (oidc === undefined) return undefined
  const names = oidc.given.map(({ name }) => name)
  if (!names.includes('client-id') && !names.includes('idp-issuer-url'))
    context.report.faults.push(`${oidc.label}client-id: missing, and so is idp-issuer-url`)
  return readOidcSettings(oidc, defaults, context)
}
