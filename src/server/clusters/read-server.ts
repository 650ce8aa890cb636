import { parseHttpUrl } from '../settings/setting-url-readers.ts'
import { ValueRefused } from '../settings/setting.ts'
import { ClusterBroken } from './cluster-broken.ts'

const REMEDY = 'Write the server as https://HOST:PORT.'

/**
 * Reads the URL of an API server, and drops slashes at its end.
 *
 * @throws ClusterBroken `KUBECONFIG_INVALID`
 */
export function readServer(text: string): URL {
  if (text.trim() === '') throw new ClusterBroken('KUBECONFIG_INVALID', 'The server is missing.', REMEDY)
  try {
    const url = parseHttpUrl(text)
    url.pathname = url.pathname.replace(/\/+$/, '')
    return url
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error
    throw new ClusterBroken(
      'KUBECONFIG_INVALID',
      'The server is not an absolute http or https URL without credentials, query and fragment.',
      REMEDY,
    )
  }
}
