import { createServer, type AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { CALLBACK_PATH } from '../contract/paths.ts'
import { readSettings, type SettingsInput, type SettingsRead } from './settings/read-settings.ts'

export interface RunningDemo {
  readonly configPath: string
  readonly accounts: readonly {
    readonly name: string
    readonly password: string
    readonly description: string
  }[]
  /** Shows a token for the cluster that has no OIDC settings. */
  readonly pastedTokenUrl?: string
  stop(): Promise<void>
}

interface DemoToStart {
  readonly redirectUris: readonly string[]
  readonly tokenCluster: true
  /** What the demo has to say is its greeting; whoever wants the log as well asks for it. */
  readonly logLevel: 'warn'
}

/** Starts the demo's identity provider and clusters, and makes settings for a Fairlead that serves them. */
export async function prepareDemo(
  input: SettingsInput,
  startDemo: (options: DemoToStart) => Promise<RunningDemo>,
): Promise<{ read: SettingsRead; demo: RunningDemo }> {
  const asGiven = readSettings(withoutOwnClusters(input, input.homeDir))
  const { baseUrl, publicOrigin, tls } = asGiven.settings.listen
  const port = asGiven.settings.listen.port || (await findFreePort())
  const scheme = tls ? 'https' : 'http'
  const own = ['localhost', '127.0.0.1'].map((host) => `${scheme}://${host}:${port}`)
  const origins = publicOrigin === undefined ? own : [publicOrigin]
  const demo = await startDemo({
    redirectUris: origins.map((origin) => origin + baseUrl + CALLBACK_PATH),
    tokenCluster: true,
    logLevel: 'warn',
  })
  try {
    const demoInput = withoutOwnClusters(input, dirname(demo.configPath))
    const argv = ['-listen-addr=localhost', `-config=${demo.configPath}`, ...input.argv, `-port=${port}`]
    return { read: readSettings({ ...demoInput, argv }), demo }
  } catch (error) {
    await demo.stop()
    throw error
  }
}

/** The demo shows its own clusters, not those that this machine's kubeconfig names, and keeps nothing beyond its end. */
function withoutOwnClusters(input: SettingsInput, homeDir: string): SettingsInput {
  const { KUBECONFIG: _1, STATE_DIRECTORY: _2, XDG_STATE_HOME: _3, ...env } = input.env
  return { ...input, env, homeDir }
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
