import { ErrorResponse, type RefreshState, type SigninResponse } from 'oidc-client-ts'
import { AppError } from '../../contract/app-error.ts'
import { SEALED_REFRESH_TOKEN } from '../../contract/relay.ts'
import type { KnownClient, OidcClients } from './oidc-clients.ts'
import { readTokens } from './read-tokens.ts'
import type { SignInWords } from './sign-in-words.ts'
import type { Tokens } from './sign-in.ts'
import { tokenRequestFailure } from './token-request-failure.ts'

/** What a token request brought. */
export interface Received {
  readonly tokens: Tokens
  /** The ID token's `sub`, or `''` where the answer has no ID token. */
  readonly subject: string
  readonly idToken?: string | undefined
  /** The relay put something into the sealed cookie, so that a reload finds the session. */
  readonly sealed: boolean
}

/** The token requests of all OIDC clients. The caller sees to it that those of one client wait for each other. */
export interface TokenRequests {
  /** Redeems the authorization code of a callback. @throws AppError */
  redeemCode(clientKey: string, callbackUrl: string): Promise<Received>
  /** Renews by the refresh token in the sealed cookie. @throws AppError `SESSION_ENDED` or why it failed this time */
  refresh(clientKey: string): Promise<Received>
}

export function createTokenRequests(deps: { clients: OidcClients; words: SignInWords }): TokenRequests {
  const { clients, words } = deps

  async function receive(
    clientKey: string,
    request: (protocol: KnownClient['protocol']) => Promise<SigninResponse>,
  ): Promise<Received> {
    const { client, protocol } = clients.find(clientKey)
    try {
      const response = await request(protocol)
      return {
        tokens: readTokens(response, client, words),
        subject: response.profile.sub,
        idToken: response.id_token,
        sealed: Boolean(response.refresh_token),
      }
    } catch (error) {
      throw tokenRequestFailure(error, client.issuer, words)
    }
  }

  async function refresh(clientKey: string): Promise<Received> {
    return receive(clientKey, async (protocol) => {
      try {
        return await protocol.useRefreshToken({ state: PLACEHOLDER_STATE })
      } catch (error) {
        if (!(error instanceof ErrorResponse) || error.error !== 'invalid_grant') throw error
        throw new AppError('SESSION_ENDED', words().sessionEnded(clients.find(clientKey).client.issuer))
      }
    })
  }

  return {
    redeemCode: (clientKey, callbackUrl) =>
      receive(clientKey, (protocol) => protocol.processSigninResponse(callbackUrl)),
    refresh,
  }
}

/**
 * Only the placeholder, never the last tokens: oidc-client-ts would compare `auth_time` with them, which another tab's
 * sign-in changes, and would keep the old ID token where the answer has none. Its empty subject is nobody's.
 */
const PLACEHOLDER_STATE: RefreshState = {
  refresh_token: SEALED_REFRESH_TOKEN,
  session_state: null,
  profile: { sub: '', iss: '', aud: '', exp: 0, iat: 0 },
}
