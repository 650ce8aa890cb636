import { AppError } from '../../contract/app-error.ts'
import { revocationPath } from '../../contract/paths.ts'
import { RELAY_HEADER, revocationAnswerSchema, type Revocation } from '../../contract/relay.ts'
import type { SignInWords } from './sign-in-words.ts'

const TIMEOUT_MS = 15_000

/**
 * Has the relay revoke the refresh token in the sealed cookie and clear the cookie.
 *
 * @throws AppError `NETWORK_FAILED`: the cookie may still be there
 * @see RFC 7009
 */
export async function revoke(
  clientKey: string,
  deps: { window: Window; baseUrl: string; words: SignInWords },
): Promise<Revocation> {
  const answer = await requestRevocation(`${deps.baseUrl}${revocationPath(clientKey)}`, deps.window)
  if (answer !== undefined) return answer
  throw new AppError('NETWORK_FAILED', deps.words().notRevoked)
}

async function requestRevocation(url: string, window: Window): Promise<Revocation | undefined> {
  try {
    const response = await window.fetch(url, {
      method: 'POST',
      headers: { [RELAY_HEADER]: '1' },
      body: new URLSearchParams(),
      // Whoever signs out and closes the tab is signed out.
      keepalive: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) return undefined
    return revocationAnswerSchema.safeParse(await response.json()).data?.refreshToken
  } catch {
    return undefined
  }
}
