import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { createPrivateFolder } from './private-folder.ts'

/** A cluster as the settings file names it. */
export interface SettingsFileCluster {
  readonly name: string
  readonly server: string
  /** Left out: a token has to be pasted. */
  readonly oidc?: SettingsFileClient
}

export interface SettingsFileClient {
  readonly issuerUrl: string
  readonly clientId: string
  readonly clientSecret?: string
}

const SCOPES = 'profile,email,groups'

/** Writes the demo's clusters down for `-config`, where only this user can read them. */
export async function writeSettingsFile(settings: {
  readonly clusters: readonly SettingsFileCluster[]
  readonly logLevel?: string
}): Promise<{ readonly path: string; remove(): void }> {
  const folder = await createPrivateFolder()
  const path = join(folder.path, 'fairlead.yaml')
  const content = {
    ...(settings.logLevel !== undefined && { 'log-level': settings.logLevel }),
    clusters: settings.clusters.map(entry),
  }
  await writeFile(path, stringify(content), { mode: 0o600 })
  return { path, remove: folder.remove }
}

function entry({ name, server, oidc }: SettingsFileCluster) {
  return {
    name,
    server,
    ...(oidc && {
      oidc: {
        'client-id': oidc.clientId,
        ...(oidc.clientSecret !== undefined && { 'client-secret': oidc.clientSecret }),
        'idp-issuer-url': oidc.issuerUrl,
        scopes: SCOPES,
      },
    }),
  }
}
