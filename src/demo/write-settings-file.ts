import { rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'

/** A cluster as the settings file names it. */
export interface SettingsFileCluster {
  readonly name: string
  readonly server: string
  readonly issuerUrl: string
  readonly clientId: string
  readonly clientSecret?: string
}

const SCOPES = 'profile,email,groups'

/** Writes the demo's clusters down for `-config`, where only this user can read them. */
export async function writeSettingsFile(
  clusters: readonly SettingsFileCluster[],
): Promise<{ readonly path: string; remove(): void }> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-demo-'))
  const path = join(folder, 'fairlead.yaml')
  await writeFile(path, stringify({ clusters: clusters.map(entry) }), { mode: 0o600 })
  const erase = () => rmSync(folder, { recursive: true, force: true })
  // A secret is in it, so it goes even where nobody gets to stop the demo.
  process.once('exit', erase)
  return {
    path,
    remove() {
      process.off('exit', erase)
      erase()
    },
  }
}

function entry({ name, server, issuerUrl, clientId, clientSecret }: SettingsFileCluster) {
  return {
    name,
    server,
    oidc: {
      'client-id': clientId,
      ...(clientSecret !== undefined && { 'client-secret': clientSecret }),
      'idp-issuer-url': issuerUrl,
      scopes: SCOPES,
    },
  }
}
