import { ErrorResponse, User } from 'oidc-client-ts'
import { AppError } from '../../contract/app-error.ts'
import { SEALED_REFRESH_TOKEN } from '../../contract/relay.ts'
import type { OidcClients } from './oidc-clients.ts'
import { readTokens } from './read-tokens.ts'
import type { SessionMarkers } from './session-markers.ts'
import type { Tokens } from './sign-in.ts'
import { tokenRequestFailure } from './token-request-failure.ts'

/** The token requests of all OIDC clients. The caller sees to it that those of one client wait for each other. */
export interface TokenRequests {
  /** Redeems the authorization code of a callback. @throws AppError */
  redeemCode(clientKey: string, callbackUrl: string): Promise<Tokens>
  /** Renews by the refresh token in the sealed cookie. @throws AppError `SESSION_ENDED` or why it failed this time */
  refresh(clientKey: string): Promise<Tokens>
  /** Forgets whose session it was. */
  forget(clientKey: string): void
}

export function createTokenRequests(deps: { clients: OidcClients; markers: SessionMarkers }): TokenRequests {
  const { clients, markers } = deps
  const subjects = new Map<string, string>()

  /** Leaves nothing of a token request in oidc-client-ts: neither its user nor the timers that it starts. */
  async function receive(clientKey: string, request: () => Promise<User | null>): Promise<Tokens> {
    const { client, manager } = clients.find(clientKey)
    try {
      const user = await request()
      if (user === null) throw new TypeError('no user')
      const tokens = readTokens(user, client)
      rememberSubject(clientKey, user.profile.sub)
      // Without a placeholder the relay sealed nothing, and a reload would find no session.
      if (user.refresh_token) markers.set(clientKey)
      else markers.remove(clientKey)
      return tokens
    } catch (error) {
      throw tokenRequestFailure(error, client.issuer)
    } finally {
      await manager.removeUser()
    }
  }

  /** The sealed cookie is the browser's: once someone else signs in beside this tab, it holds that person's session. */
  function rememberSubject(clientKey: string, subject: string): void {
    if (subject === '') return
    const known = subjects.get(clientKey)
    subjects.set(clientKey, subject)
    if (known === undefined || known === subject) return
    subjects.delete(clientKey)
    throw new AppError(
      'SESSION_ENDED',
      'Someone else has signed in with this browser, in another tab. Reload the page to go on as that person.',
    )
  }

  function forget(clientKey: string): void {
    subjects.delete(clientKey)
    markers.remove(clientKey)
  }

  async function refreshUser(clientKey: string): Promise<User | null> {
    const { client, manager } = clients.find(clientKey)
    if (!markers.has(clientKey)) throw sessionEnded(client.issuer)
    try {
      // Only the placeholder, never the last user: oidc-client-ts would compare `auth_time` with it, which another
      // tab's sign-in changes, and would keep the old ID token where the answer has none.
      await manager.storeUser(placeholderUser())
      return await manager.signinSilent()
    } catch (error) {
      if (!saysSessionEnded(error)) throw error
      forget(clientKey)
      throw sessionEnded(client.issuer)
    }
  }

  return {
    redeemCode: (clientKey, callbackUrl) =>
      receive(clientKey, () => {
        subjects.delete(clientKey)
        return clients.find(clientKey).manager.signinRedirectCallback(callbackUrl)
      }),
    refresh: (clientKey) => receive(clientKey, () => refreshUser(clientKey)),
    forget,
  }
}

/** Makes oidc-client-ts renew by the refresh grant instead of in a hidden frame. Its empty subject is nobody's. */
function placeholderUser(): User {
  return new User({
    refresh_token: SEALED_REFRESH_TOKEN,
    access_token: '',
    token_type: 'Bearer',
    profile: { sub: '', iss: '', aud: '', exp: 0, iat: 0 },
  })
}

function saysSessionEnded(error: unknown): boolean {
  return (
    error instanceof ErrorResponse && (error.error === 'invalid_grant' || error.error === 'SESSION_ENDED')
  )
}

function sessionEnded(issuer: string): AppError {
  return new AppError('SESSION_ENDED', `Your session at ${issuer} has ended. Sign in again.`)
}
