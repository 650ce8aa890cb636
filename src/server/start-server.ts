import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildServer } from './build-server.ts'
import { createClusterRegistry } from './clusters/create-cluster-registry.ts'
import { createLog } from './observe/create-log.ts'
import type { SettingsRead } from './settings/read-settings.ts'
import type { Environment } from './settings/read-variables.ts'
import type { Settings } from './settings/settings.ts'
import { takeSealingKeys } from './settings/take-sealing-keys.ts'

export interface RunningServer {
  /** Where a person on this machine opens it. */
  readonly url: string
  readonly log: ReturnType<typeof createLog>
  /** Lets running requests end. */
  close(): Promise<void>
}

export interface StartOptions {
  readonly version: string
  readonly siteFolder: string
  /** Says whether this is a pod. */
  readonly env?: Environment
}

const NO_IPV6 = ['EAFNOSUPPORT', 'EADDRNOTAVAIL']

/**
 * Builds everything from the settings and listens.
 *
 * @throws AppError `SETTINGS_INVALID` or `KUBECONFIG_INVALID`; an error with code `EADDRINUSE` and the like
 */
export async function startServer(
  { settings, warnings }: SettingsRead,
  { version, siteFolder, env = process.env }: StartOptions,
): Promise<RunningServer> {
  const log = createLog(settings.log)
  for (const warning of warnings) log.warn(warning)
  const session = { ...settings.session, sealingKeys: sealingKeysOf(settings, env, log) }
  const registry = createClusterRegistry(settings, { log, env })
  const app = await buildServer({ settings: { ...settings, session }, registry, version, log, siteFolder })
  try {
    await listen(app, settings.listen)
  } catch (error) {
    await app.close()
    throw error
  }
  const url = openingUrl(settings.listen, (app.server.address() as AddressInfo).port)
  log.info({ clusters: registry.list().length, version }, `Fairlead is ready: ${url}`)
  return { url, log, close: () => app.close() }
}

type Listen = Settings['listen']

/** A key of our own is right for one Fairlead on one machine, and a fault among replicas, which pods often are. */
function sealingKeysOf({ session }: Settings, env: Environment, log: RunningServer['log']) {
  const { keys, finding, warnings } = takeSealingKeys(session)
  for (const warning of warnings) log.warn(warning)
  if (finding !== undefined) {
    const { code, message, remedy } = finding
    log[env['KUBERNETES_SERVICE_HOST'] ? 'warn' : 'info']({ code, remedy }, message)
  }
  return keys
}

async function listen(app: FastifyInstance, { address, port }: Listen): Promise<void> {
  if (address !== '') {
    await app.listen({ host: address, port })
    return
  }
  try {
    await app.listen({ host: '::', port })
  } catch (error) {
    if (!NO_IPV6.includes(String((error as NodeJS.ErrnoException).code))) throw error
    await app.listen({ host: '0.0.0.0', port })
  }
}

function openingUrl({ address, baseUrl, publicOrigin, tls }: Listen, port: number): string {
  if (publicOrigin !== undefined) return `${publicOrigin}${baseUrl}/`
  const isEvery = address === '' || address === '::' || address === '0.0.0.0'
  const host = isEvery ? 'localhost' : address.includes(':') ? `[${address}]` : address
  return `${tls ? 'https' : 'http'}://${host}:${port}${baseUrl}/`
}
