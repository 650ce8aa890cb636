import { AppError } from '../../contract/app-error.ts'
import { configSchema, type Config } from '../../contract/config.ts'
import { CONFIG_PATH } from '../../contract/paths.ts'

const TIMEOUT_MS = 15_000

/**
 * Fetches what the backend tells a browser before anyone signs in: the clusters and their OIDC clients.
 *
 * @param deps.baseUrl `''` or a path such as `/fairlead`
 * @throws AppError `CONFIG_UNREACHABLE`
 */
export async function loadConfig(deps: { fetch: typeof fetch; baseUrl: string }): Promise<Config> {
  const response = await requestConfig(deps.fetch, `${deps.baseUrl}${CONFIG_PATH}`)
  if (!response.ok) {
    throw unreachable(`Fairlead's backend answered ${response.status} when asked for its clusters.`)
  }
  const config = configSchema.safeParse(await readJson(response))
  if (!config.success) {
    throw unreachable(
      'What answered when Fairlead asked for its clusters was not a matching Fairlead backend. ' +
        'Another server may answer under this address, or the page is older than the backend: reload it.',
    )
  }
  return config.data
}

async function requestConfig(fetch: typeof globalThis.fetch, url: string): Promise<Response> {
  try {
    return await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch (cause) {
    throw unreachable(
      "Fairlead's backend could not be reached. Check your connection and that it runs, then reload the page.",
      cause,
    )
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
