import { fileURLToPath } from 'node:url'
import { findOrBuildBinaries } from './rig/binaries.ts'
import { publishRig } from './rig/rig.ts'
import { startRig } from './rig/start-rig.ts'

const LOG_FOLDER = fileURLToPath(new URL('../../test-results/interop-logs', import.meta.url))

/** Starts everything once for all stories. @returns what Playwright calls at the end */
export default async function globalSetUp(): Promise<() => Promise<void>> {
  // Playwright itself tears down on SIGINT only. What we started ends with us.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  const { rig, stop } = await startRig(await findOrBuildBinaries(process.env), LOG_FOLDER)
  publishRig(rig)
  return stop
}
