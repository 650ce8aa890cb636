// Runs everything that must hold, to its end whatever fails, and counts the tests.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addTallies, parsePlaywrightReport, parseVitestReport, tallyLine, type Tally } from './test-tally.ts'

const reports = mkdtempSync(join(tmpdir(), 'fairlead-reports-'))
const failures: string[] = []
const tallies = [
  runStep('check', ['run', 'check']),
  runTests('test:unit', vitestArguments(), {}, parseVitestReport),
  runStep('build', ['run', 'build']),
  runStep('start', ['run', 'start', '--', '--version']),
  runTests(
    'test:e2e',
    ['--', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf('test:e2e') },
    parsePlaywrightReport,
  ),
]
rmSync(reports, { recursive: true })

for (const failure of failures) console.error(`Failed: ${failure}`)
console.log(tallyLine(addTallies(tallies)))
process.exitCode = failures.length > 0 ? 1 : 0

function reportOf(script: string): string {
  return join(reports, `${script.replace(':', '-')}.json`)
}

function vitestArguments(): string[] {
  return ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${reportOf('test:unit')}`]
}

function npm(args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync('npm', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  return status === 0
}

/** A step that counts no tests of its own: it shows in the sum only when it fails. */
function runStep(name: string, args: readonly string[]): Tally {
  if (npm(args)) return { passed: 0, failed: 0, skipped: 0 }
  failures.push(`npm run ${name}`)
  return { passed: 0, failed: 1, skipped: 0 }
}

function runTests(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  parse: (report: string) => Tally,
): Tally {
  const succeeded = npm(['run', script, ...args], env)
  const tally = readTally(reportOf(script), parse)
  if (succeeded && tally.failed === 0 && tally.passed > 0) return tally
  failures.push(tally.passed + tally.failed === 0 ? `npm run ${script} ran no test` : `npm run ${script}`)
  return { ...tally, failed: Math.max(1, tally.failed) }
}

function readTally(path: string, parse: (report: string) => Tally): Tally {
  try {
    return parse(readFileSync(path, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}
