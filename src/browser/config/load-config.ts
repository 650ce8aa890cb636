import { AppError } from '../../contract/app-error.ts'
import { configSchema, type Config } from '../../contract/config.ts'
import { CONFIG_PATH } from '../../contract/paths.ts'
import type { Messages } from '../messages/messages.ts'

const TIMEOUT_MS = 15_000

interface LoadConfigDeps {
  readonly fetch: typeof fetch
  /** `''` or a path such as `/fairlead`. */
  readonly baseUrl: string
  /** Waited for only where something goes wrong: the first request does not wait for a language. */
  messages(): Promise<Messages> | Messages
}

/**
 * Fetches what the backend tells a browser before anyone signs in: the clusters and their OIDC clients.
 *
 * @throws AppError `CONFIG_UNREACHABLE`
 */
export async function loadConfig(deps: LoadConfigDeps): Promise<Config> {
  const response = await requestConfig(deps)
  if (!response.ok) {
    throw unreachable((await deps.messages()).problems.backendAnswered(response.status))
  }
  const config = configSchema.safeParse(await readJson(response))
  if (config.success) return config.data
  throw unreachable((await deps.messages()).problems.backendUnlike)
}

async function requestConfig({ fetch, baseUrl, messages }: LoadConfigDeps): Promise<Response> {
  try {
    return await fetch(`${baseUrl}${CONFIG_PATH}`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch (cause) {
    throw unreachable((await messages()).problems.backendNotReached, cause)
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

function unreachable(message: string, cause?: unknown): AppError {
  return new AppError('CONFIG_UNREACHABLE', message, { cause })
}
