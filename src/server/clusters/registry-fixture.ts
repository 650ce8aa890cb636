import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { clusterNameSchema, type ClusterName } from '../../contract/cluster-name.ts'
import { readSettings } from '../settings/read-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { createClusterRegistry, type RegistryDeps } from './create-cluster-registry.ts'

/** A folder of files, a clock that stands still, and the real registry on both. */
export function createWorkshop() {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-registry-'))
  const logged: string[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(chunk.toString())
      done()
    },
  })
  let nowMs = 0

  const write = (name: string, content: string): string => {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    return path
  }
  const settings = (argv: readonly string[], env = {}): Settings =>
    readSettings({ argv, env, homeDir: folder }).settings
  const deps: RegistryDeps = { log: pino(sink), nowMs: () => nowMs }

  return {
    folder,
    logged,
    write,
    settings,
    open: (argv: readonly string[], more: Partial<RegistryDeps> = {}, env = {}) =>
      createClusterRegistry(settings(argv, env), { ...deps, ...more }),
    openWith: (given: Settings) => createClusterRegistry(given, deps),
    pass: (ms: number) => {
      nowMs += ms
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

export const named = (name: string): ClusterName => clusterNameSchema.parse(name)

export const CLIENT = ['-oidc-client-id=fairlead', '-oidc-idp-issuer-url=https://issuer.example']

/** A kubeconfig with one context for each name, to a server of the same host name. */
export function kubeconfigOf(...names: readonly string[]): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: names.map((name, index) => ({ name, cluster: { server: `https://host-${index}.example` } })),
    contexts: names.map((name) => ({ name, context: { cluster: name, user: 'me' } })),
    users: [],
  })
}
