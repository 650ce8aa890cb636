// Makes a fresh clone ready: packages, the pinned Node, and with --browser a Chromium for the tests.
// Runs on the machine's own Node, before any package is there: Node's own modules only.
import { spawnSync } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './find-chromium.mjs'
import { packagesAreInstalled } from './installed-packages.mjs'

const OLDEST_NODE = 20
const root = dirname(dirname(fileURLToPath(import.meta.url)))

try {
  setUp(process.argv.includes('--browser'))
} catch (error) {
  console.error(`\nSet-up failed. ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

/** @param {boolean} withBrowser */
function setUp(withBrowser) {
  if (Number.parseInt(process.versions.node) < OLDEST_NODE) {
    throw new Error(
      `This is Node ${process.versions.node}. Install Node ${OLDEST_NODE} or newer: https://nodejs.org`,
    )
  }
  if (!packagesAreInstalled(root)) installPackages()
  checkPinnedNode()
  if (withBrowser) {
    const { path, source } = findChromium() ?? installChromium()
    console.log(`Chromium: ${path} (${source})`)
  }
}

function installPackages() {
  console.log('Installing packages (a minute or two, once) …')
  // NODE_ENV=production would leave out what builds and tests.
  const { status, output } = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  if (status !== 0) throw new Error(`npm ci failed:\n${output}`)
}

function checkPinnedNode() {
  const command = join(root, 'node_modules', '.bin', 'node')
  const windows = process.platform === 'win32'
  const { status } = windows ? run('cmd', ['/c', command, '--version']) : run(command, ['--version'])
  if (status === 0) return
  throw new Error(
    'The project runs on the Node that the npm package `node` brings, and that one is missing or does not start. ' +
      'Most often npm was told to run no install scripts: `npm rebuild node --ignore-scripts=false` puts it there. ' +
      'Or there is no build of it for this machine, such as Alpine Linux: use an image with glibc.',
  )
}

/** @returns {import('./find-chromium.mjs').Chromium} */
function installChromium() {
  console.log("No Chromium here: downloading Playwright's …")
  const playwright = npm(['exec', '--', 'playwright', 'install', '--no-shell', 'chromium'])
  const downloaded = findChromium()
  if (downloaded) return downloaded
  const apt = installWithApt()
  const installed = findChromium()
  if (installed) return installed
  throw new Error(
    'The browser tests need a Chromium, and none could be had. Install Chromium or Google Chrome, or give the path ' +
      `of one in FAIRLEAD_CHROMIUM.\n\nPlaywright's download said:\n${playwright.output}${apt}`,
  )
}

/** @returns {string} what went wrong, for the message */
function installWithApt() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return ''
  console.log("That gave none that starts: installing the distribution's …")
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update'], env)
  const { output } = run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], env)
  return `\napt-get said:\n${output}`
}

/**
 * The npm that runs this script where there is one, on the Node that it runs on: `npm ci` removes the pinned one.
 *
 * @param {string[]} args
 */
function npm(args) {
  const cli = process.env['npm_execpath']
  if (cli && basename(cli) === 'npm-cli.js') {
    return run(process.env['npm_node_execpath'] ?? process.execPath, [cli, ...args])
  }
  return process.platform === 'win32' ? run('cmd', ['/c', 'npm', ...args]) : run('npm', args)
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ status: number | null, output: string }}
 */
function run(command, args, env = process.env) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { status, output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}` }
}
