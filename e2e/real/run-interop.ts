/**
 * `npm run interop`: the stories against real Kubernetes API servers.
 *
 * Where those cannot be had, that is said aloud and every story counts as skipped; anything else that goes wrong
 * fails.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findOrBuildBinaries } from './rig/binaries.ts'
import { ProgramUnavailable } from './rig/go-program.ts'
import { tallyLine } from './tally.ts'

const CONFIG = fileURLToPath(new URL('playwright.config.ts', import.meta.url))
const PLAYWRIGHT = join(
  dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')),
  'cli.js',
)

try {
  await findOrBuildBinaries(process.env)
  process.exitCode = playwright('inherit', process.argv.slice(2)).status ?? 1
} catch (error) {
  if (!(error instanceof ProgramUnavailable)) throw error
  console.error(`
SKIPPED: no story ran against a real kube-apiserver.
${error.message}
Install Go and allow it to fetch modules, or set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl.
`)
  console.log(tallyLine({ passed: 0, failed: 0, skipped: countStories() }))
}

function playwright(stdio: 'inherit' | 'pipe', args: readonly string[]) {
  const call = [PLAYWRIGHT, 'test', '--config', CONFIG, ...args]
  return spawnSync(process.execPath, call, { stdio, encoding: 'utf8' })
}

function countStories(): number {
  const list = playwright('pipe', ['--list', '--reporter=list']).stdout
  return Number(/^Total: (\d+) tests?/m.exec(list)?.[1] ?? 0)
}
