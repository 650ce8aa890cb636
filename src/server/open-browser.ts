import type { Environment } from './settings/read-variables.ts'

/** Opens the address in a person's browser, where there is a person: at a terminal, with a screen, not in CI. */
export async function openBrowser(url: string, env: Environment, isTerminal: boolean): Promise<void> {
  const hasScreen = process.platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])
  if (!isTerminal || !hasScreen || env['CI']) return
  const { default: open } = await import('open')
  // A machine without a browser is no fault: the address is printed as well.
  await open(url).catch(() => {})
}
