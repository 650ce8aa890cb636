import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

/** @typedef {{ path: string, source: string }} Chromium */

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * Finds a Chromium that starts: `FAIRLEAD_CHROMIUM`, one that is installed, Playwright's own; in this order.
 *
 * Node's own modules only, and plain JavaScript: set-up calls it before any package is there.
 *
 * @returns {Chromium | undefined} the path to its executable and where that was found
 * @throws {Error} when `FAIRLEAD_CHROMIUM` names something that does not start
 */
export function findChromium(env = process.env, platform = process.platform) {
  const chosen = env['FAIRLEAD_CHROMIUM']
  if (chosen) {
    if (starts(chosen, platform)) return { path: chosen, source: 'FAIRLEAD_CHROMIUM' }
    throw new Error(
      `FAIRLEAD_CHROMIUM is ${chosen}, which does not start. Give the path of a Chromium, or unset it.`,
    )
  }
  return candidates(env, platform).find(({ path }) => starts(path, platform))
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {Chromium[]}
 */
function candidates(env, platform) {
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => COMMANDS.map((command) => ({ path: join(folder, command), source: 'on the path' })))
  const installed = usualPlaces(env, platform).map((path) => ({ path, source: 'installed' }))
  const playwrights = playwrightsChromium()
  return [
    ...(platform === 'win32' ? [] : onPath),
    ...installed,
    ...(playwrights ? [{ path: playwrights, source: "Playwright's own" }] : []),
  ]
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
function usualPlaces(env, platform) {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (platform === 'win32') {
    return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'))
  }
  return []
}

/** @returns {string | undefined} where Playwright keeps its download, whether or not it is there */
function playwrightsChromium() {
  try {
    return createRequire(import.meta.url)('playwright-core').chromium.executablePath()
  } catch {
    return undefined
  }
}

/**
 * Some distributions put a script in the place of the browser that only says how to install it, and a download may
 * lack libraries of the system: so it is run once. On Windows that would open a window.
 *
 * @param {string} path
 * @param {NodeJS.Platform} platform
 */
function starts(path, platform) {
  if (!existsSync(path)) return false
  if (platform === 'win32') return true
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return status === 0 && /\d+\.\d+/.test(stdout)
}
