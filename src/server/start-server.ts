import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildServer } from './build-server.ts'
import { createClusterRegistry } from './clusters/create-cluster-registry.ts'
import { createLog } from './observe/create-log.ts'
import type { SettingsRead } from './settings/read-settings.ts'

export interface RunningServer {
  /** Where a person on this machine opens it. */
  readonly url: string
  readonly log: ReturnType<typeof createLog>
  /** Lets running requests end. */
  close(): Promise<void>
}

const NO_IPV6 = ['EAFNOSUPPORT', 'EADDRNOTAVAIL']

/**
 * Builds everything from the settings and listens.
 *
 * @throws AppError `SETTINGS_INVALID` or `KUBECONFIG_INVALID`; an error with code `EADDRINUSE` and the like
 */
export async function startServer(
  { settings, warnings }: SettingsRead,
  { version, siteFolder }: { version: string; siteFolder: string },
): Promise<RunningServer> {
  const log = createLog(settings.log)
  for (const warning of warnings) log.warn(warning)
  const registry = createClusterRegistry(settings, { log })
  const app = await buildServer({ settings, registry, version, log, siteFolder })
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

type Listen = SettingsRead['settings']['listen']

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
