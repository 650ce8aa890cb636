/**
 * `npm run interop`: the stories against real Kubernetes API servers.
 *
 * Where those cannot be had, that is said aloud and every story counts as skipped; anything else that goes wrong
 * fails.
 */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tallyLine } from '../../scripts/test-tally.ts'
import { findOrBuildBinaries } from './rig/binaries.ts'
import { ProgramUnavailable } from './rig/go-program.ts'
import { runProgram } from './rig/run-program.ts'

const CONFIG = fileURLToPath(new URL('playwright.config.ts', import.meta.url))
const PLAYWRIGHT = join(
  dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')),
  'cli.js',
)
const TEST = [PLAYWRIGHT, 'test', '--config', CONFIG]

try {
  await findOrBuildBinaries(process.env)
  process.exitCode = await runStories(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof ProgramUnavailable)) throw error
  console.error(`
SKIPPED: no story ran against a real kube-apiserver.
${error.message}
Install Go and let it fetch modules. With KUBEBUILDER_ASSETS, a folder with etcd, kube-apiserver and kubectl, little
is left to build.
`)
  console.log(tallyLine({ passed: 0, failed: 0, skipped: await countStories() }))
}

/** Lives until Playwright has put everything away, whoever asks us to end. */
function runStories(args: readonly string[]): Promise<number> {
  const stories = spawn(process.execPath, [...TEST, ...args], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stories.kill(signal))
  process.on('SIGINT', () => undefined) // the terminal sends it to Playwright too
  return new Promise((resolve, reject) => {
    stories.on('error', reject)
    stories.on('exit', (code) => resolve(code ?? 1))
  })
}

async function countStories(): Promise<number> {
  const { stdout } = await runProgram(process.execPath, [...TEST, '--list', '--reporter=list'])
  return Number(/^Total: (\d+) tests?/m.exec(stdout)?.[1] ?? 0)
}
