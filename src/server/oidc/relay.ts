import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import { AppError } from '../../contract/app-error.ts'
import { revocationPath, tokenPath } from '../../contract/paths.ts'
import { revocationAnswerSchema } from '../../contract/relay.ts'
import type { ClusterRegistry, OidcClient } from '../clusters/cluster.ts'
import { createRelayFailureHandler } from './answer-relay-failure.ts'
import { readBrowserId } from './browser-cookie.ts'
import {
  dropSession,
  keepSession,
  readSession,
  type CarriedSessionDeps,
  type Exchange,
} from './carried-session.ts'
import { exchangeCode, type ExchangeDeps } from './exchange-code.ts'
import { checkOwnPage } from './own-page.ts'
import { checkRedirectUri, ownRedirectUri } from './redirect-uri.ts'
import { IssuerRefusal } from './relay-error.ts'
import { readRelayRequest, type CodeGrant } from './relay-request.ts'
import { renew, type RefreshableSession, type RenewDeps } from './renew.ts'
import { revokeCarried } from './revoke.ts'
import { tokenAnswer, type TokenAnswer } from './token-answer.ts'

const LONGEST_FORM_BYTES = 32 * 1024

export interface RelayDeps extends ExchangeDeps, RenewDeps, CarriedSessionDeps {
  readonly registry: Pick<ClusterRegistry, 'findOidcClient'>
}

type RelayRoute = { Params: { clientKey: string } }

/** Serves the token relay and revocation of every OIDC client, to our own pages only. */
export function createRelay(deps: RelayDeps): FastifyPluginAsync {
  return async (app) => {
    takeFormsOnly(app)
    app.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
      checkOwnPage(request, deps.listen)
    })
    app.setErrorHandler(createRelayFailureHandler())

    app.post<RelayRoute>(tokenPath(':clientKey'), async (request, reply) => {
      const exchange = { client: findClient(deps, request.params.clientKey), request, reply }
      const grant = readRelayRequest(request.body)
      return grant.grant_type === 'authorization_code'
        ? signIn(deps, exchange, grant)
        : restore(deps, exchange)
    })

    app.post<RelayRoute>(revocationPath(':clientKey'), async (request, reply) => {
      const exchange = { client: findClient(deps, request.params.clientKey), request, reply }
      dropSession(deps, exchange)
      return revocationAnswerSchema.parse({ refreshToken: await revokeCarried(deps, exchange) })
    })
  }
}

async function signIn(deps: RelayDeps, exchange: Exchange, grant: CodeGrant): Promise<TokenAnswer> {
  const { client, request } = exchange
  checkRedirectUri(grant.redirect_uri, ownRedirectUri(client, deps.listen, request))
  const browserId = readBrowserId(request, deps.listen)
  const { tokens, session } = await exchangeCode(deps, client, grant, browserId)
  const renewal = 'refreshToken' in session ? 'refresh-token' : 'until-expiry'
  try {
    await keepSession(deps, exchange, session)
  } catch (error) {
    // Tokens too large to survive a reload still serve this page; a refresh token must not be lost silently.
    if (renewal === 'refresh-token' || !(error instanceof AppError)) throw error
    dropSession(deps, exchange)
    return tokenAnswer(tokens, 'none', session, deps.nowMs() / 1000)
  }
  return tokenAnswer(tokens, renewal, session, deps.nowMs() / 1000)
}

/** Gives the tokens of the session that the browser carries: renewed where it can be. */
async function restore(deps: RelayDeps, exchange: Exchange): Promise<TokenAnswer> {
  try {
    const session = await readSession(deps, exchange)
    if (session === undefined) {
      throw new AppError(
        'SESSION_ENDED',
        'This browser holds no session that can be restored or renewed. Sign in.',
      )
    }
    if ('refreshToken' in session) return await renewCarried(deps, exchange, session)
    return tokenAnswer(session, 'until-expiry', session, deps.nowMs() / 1000)
  } catch (error) {
    if (endsSession(error)) dropSession(deps, exchange)
    throw error
  }
}

async function renewCarried(
  deps: RelayDeps,
  exchange: Exchange,
  carried: RefreshableSession,
): Promise<TokenAnswer> {
  const { session, outcome } = await renew(deps, exchange.client, carried)
  if (outcome.status === 'failed' && endsSession(outcome.failure)) throw outcome.failure
  await keepSession(deps, exchange, session)
  if (outcome.status === 'failed') throw outcome.failure
  const renewal = outcome.status === 'renewed' ? 'refresh-token' : outcome.status
  return tokenAnswer(outcome.tokens, renewal, session, deps.nowMs() / 1000)
}

/**
 * Whether nothing can come of the cookie any more. One that was sealed elsewhere stays: the replica that sealed it, or
 * this one with its earlier key again, can open it.
 */
function endsSession(error: unknown): boolean {
  if (error instanceof IssuerRefusal) return error.error === 'invalid_grant'
  if (!(error instanceof AppError)) return false
  // Too large: the refresh token in the cookie is spent, and the new one does not fit in.
  return ['SESSION_ENDED', 'SUBJECT_MISMATCH', 'SESSION_TOO_LARGE'].includes(error.code)
}

function findClient(deps: RelayDeps, key: string): OidcClient {
  const client = deps.registry.findOidcClient(key)
  if (client !== undefined) return client
  throw new AppError(
    'OIDC_CLIENT_UNKNOWN',
    'The settings of this identity provider have changed since the page was loaded. Reload it.',
  )
}

function takeFormsOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LONGEST_FORM_BYTES },
    async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
  )
}
