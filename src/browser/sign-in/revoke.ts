import { AppError } from '../../contract/app-error.ts'
import { revocationPath } from '../../contract/paths.ts'
import { RELAY_HEADER } from '../../contract/relay.ts'

const TIMEOUT_MS = 15_000

/**
 * Has the relay revoke the refresh token in the sealed cookie and clear the cookie.
 *
 * @throws AppError `NETWORK_FAILED`: the cookie may still be there
 * @see RFC 7009
 */
export async function revoke(clientKey: string, deps: { window: Window; baseUrl: string }): Promise<void> {
  const answered = await requestRevocation(`${deps.baseUrl}${revocationPath(clientKey)}`, deps.window)
  if (answered) return
  throw new AppError(
    'NETWORK_FAILED',
    "You are signed out in this page, but Fairlead's backend could not be told: the refresh token may still work at " +
      'the identity provider. Sign out again when you are back online.',
  )
}

async function requestRevocation(url: string, window: Window): Promise<boolean> {
  try {
    const response = await window.fetch(url, {
      method: 'POST',
      headers: { [RELAY_HEADER]: '1' },
      body: new URLSearchParams(),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return response.ok
  } catch {
    return false
  }
}
