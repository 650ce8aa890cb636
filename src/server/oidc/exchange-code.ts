import { AppError } from '../../contract/app-error.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import { askForTokens, verifiedClaims, type AskIssuerDeps } from './ask-issuer.ts'
import type { KeyRing } from './keys.ts'
import { isOwnNonce } from './nonce.ts'
import type { CodeGrant } from './relay-request.ts'
import type { SealedSession } from './sealed-session.ts'
import { pageTokens, sessionToSeal, type PageTokens } from './token-answer.ts'

/** What a sign-in gives: the tokens for the page and the session to seal. */
export interface Granted {
  readonly tokens: PageTokens
  readonly session: SealedSession
}

export interface ExchangeDeps extends AskIssuerDeps {
  readonly keys: KeyRing
  readonly sessionTtlS: number
}

/**
 * Exchanges an authorization code for tokens, for the browser in which the attempt began.
 *
 * @throws AppError `NONCE_MISMATCH`, `ID_TOKEN_MISSING`, `ID_TOKEN_INVALID`, or why the issuer could not be asked
 * @throws IssuerRefusal
 * @see OpenID Connect Core 1.0, section 3.1.3
 */
export async function exchangeCode(
  deps: ExchangeDeps,
  client: OidcClient,
  grant: CodeGrant,
  browserId: string | undefined,
): Promise<Granted> {
  if (browserId === undefined) throw nonceMismatch('this browser sent no cookie of Fairlead; allow cookies')
  const { code, code_verifier, redirect_uri } = grant
  const response = await askForTokens(deps, client, 'authorization_code', {
    code,
    code_verifier,
    redirect_uri,
  })
  if (!response.id_token) {
    throw new AppError(
      'ID_TOKEN_MISSING',
      'The identity provider answered the sign-in without an ID token. Check that the scope openid is allowed for this client.',
    )
  }
  const claims = await verifiedClaims(deps, client, response.id_token)
  if (!isOwnNonce(deps.keys, client, browserId, claims['nonce'])) {
    throw nonceMismatch('the ID token was made for a sign-in that began in another browser, or not here')
  }
  const nowS = deps.nowMs() / 1000
  const tokens = { ...pageTokens(client, response, claims, nowS), idToken: response.id_token }
  const whose = { browserId, sub: claims.sub, endsAtS: Math.floor(nowS) + deps.sessionTtlS }
  return { tokens, session: sessionToSeal(response, tokens, whose) }
}

const nonceMismatch = (what: string) =>
  new AppError('NONCE_MISMATCH', `The sign-in is refused: ${what}. Start it again from Fairlead's page.`)
