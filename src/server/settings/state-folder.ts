import { isAbsolute, join } from 'node:path'
import type { Environment } from './read-variables.ts'
import type { ServerValues } from './setting-table.ts'
import type { Given } from './setting.ts'

/**
 * Where what has to outlive a restart is kept.
 *
 * @returns `undefined` when an empty `-state-dir` says nowhere, or when nothing says where
 * @see systemd.exec(5), STATE_DIRECTORY; XDG Base Directory Specification, XDG_STATE_HOME
 */
export function stateFolderOf(
  given: readonly Given[],
  values: ServerValues,
  { env, homeDir }: { readonly env: Environment; readonly homeDir: string },
): string | undefined {
  if (given.some(({ name }) => name === 'state-dir')) return values['state-dir']
  const [bySystemd = ''] = (env['STATE_DIRECTORY'] ?? '').split(':')
  if (isAbsolute(bySystemd)) return bySystemd
  const byUser = env['XDG_STATE_HOME'] ?? ''
  if (isAbsolute(byUser)) return join(byUser, 'fairlead')
  return isAbsolute(homeDir) ? join(homeDir, '.local', 'state', 'fairlead') : undefined
}
