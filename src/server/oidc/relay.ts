import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../contract/app-error.ts'
import { relayPath, revocationPath, tokenPath } from '../../contract/paths.ts'
import type { ClusterRegistry, OidcClient } from '../clusters/cluster.ts'
import type { Settings } from '../settings/settings.ts'
import { readBrowserId } from './browser-cookie.ts'
import { exchangeCode, renew, type GrantDeps } from './grants.ts'
import { checkOwnPage } from './own-page.ts'
import { checkRedirectUri, ownRedirectUri } from './redirect-uri.ts'
import { asPlainText, IssuerRefusal, sendRelayError } from './relay-error.ts'
import { readRelayRequest, type CodeGrant } from './relay-request.ts'
import { revoke } from './revoke.ts'
import { clearSealedCookie, readSealedCookie, setSealedCookie, type CookieScope } from './sealed-cookie.ts'
import { openSession, sealSession, type SealedSession } from './sealed-session.ts'
import { tokenAnswer, type TokenAnswer } from './token-answer.ts'

const LONGEST_FORM_BYTES = 32 * 1024

export interface RelayDeps extends GrantDeps {
  readonly registry: Pick<ClusterRegistry, 'findOidcClient'>
  readonly listen: Settings['listen']
}

/** One request to the relay, and where its answer goes. */
interface Exchange {
  readonly client: OidcClient
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type RelayRoute = { Params: { clientKey: string } }

/** Serves the token relay and revocation of every OIDC client, to our own pages only. */
export function createRelay(deps: RelayDeps): FastifyPluginAsync {
  return async (app) => {
    takeFormsOnly(app)
    app.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
      checkOwnPage(request, deps.listen.publicOrigin)
    })
    app.setErrorHandler(answerFailure)

    app.post<RelayRoute>(tokenPath(':clientKey'), async (request, reply) => {
      const exchange = { client: findClient(deps, request.params.clientKey), request, reply }
      const grant = readRelayRequest(request.body)
      return grant.grant_type === 'authorization_code'
        ? signIn(deps, exchange, grant)
        : restore(deps, exchange)
    })

    app.post<RelayRoute>(revocationPath(':clientKey'), async (request, reply) => {
      const exchange = { client: findClient(deps, request.params.clientKey), request, reply }
      const session = await readSession(deps, exchange)
      clearSealedCookie(request, reply, scopeOf(deps, exchange.client))
      return { refreshToken: await revoke(deps, exchange.client, session) }
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
    clearSealedCookie(request, exchange.reply, scopeOf(deps, client))
    return tokenAnswer(tokens, 'none', deps.nowMs() / 1000)
  }
  return tokenAnswer(tokens, renewal, deps.nowMs() / 1000)
}

async function restore(deps: RelayDeps, exchange: Exchange): Promise<TokenAnswer> {
  const session = await readSession(deps, exchange)
  if (session === undefined) {
    clearSealedCookie(exchange.request, exchange.reply, scopeOf(deps, exchange.client))
    throw new AppError(
      'SESSION_ENDED',
      'This browser holds no session that can be restored or renewed. Sign in.',
    )
  }
  if (!('refreshToken' in session)) return tokenAnswer(session, 'until-expiry', deps.nowMs() / 1000)
  const renewed = await renew(deps, exchange.client, session).catch((error: unknown) => {
    if (error instanceof IssuerRefusal && error.error === 'invalid_grant') {
      clearSealedCookie(exchange.request, exchange.reply, scopeOf(deps, exchange.client))
    }
    throw error
  })
  await keepSession(deps, exchange, renewed.session)
  if ('failure' in renewed.outcome) throw renewed.outcome.failure
  return tokenAnswer(renewed.outcome.tokens, 'refresh-token', deps.nowMs() / 1000)
}

async function readSession(
  deps: RelayDeps,
  { client, request }: Exchange,
): Promise<SealedSession | undefined> {
  const browserId = readBrowserId(request, deps.listen)
  const sealed = readSealedCookie(request, scopeOf(deps, client))
  if (browserId === undefined || sealed === undefined) return undefined
  return openSession(deps.keys, client, browserId, sealed, deps.nowMs() / 1000)
}

/** @throws AppError `SESSION_TOO_LARGE` */
async function keepSession(
  deps: RelayDeps,
  { client, request, reply }: Exchange,
  session: SealedSession,
): Promise<void> {
  const sealed = await sealSession(deps.keys, client, session)
  const maxAgeS = Math.floor(session.endsAtS - deps.nowMs() / 1000)
  setSealedCookie(request, reply, scopeOf(deps, client), sealed, maxAgeS)
}

const scopeOf = (deps: RelayDeps, client: OidcClient): CookieScope => ({
  path: `${deps.listen.baseUrl}${relayPath(client.key)}`,
  listen: deps.listen,
})

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

/** Logs codes only: what an issuer or a page sends may hold a token. */
function answerFailure(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof AppError) {
    request.log.warn({ code: error.code }, asPlainText(error.message))
    return sendRelayError(reply, error)
  }
  if (error instanceof IssuerRefusal) {
    request.log.info({ oauthError: error.error }, 'the issuer refused the token request')
    return sendRelayError(reply, error)
  }
  const statusCode = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (statusCode < 500) {
    const invalid = new AppError(
      'RELAY_REQUEST_INVALID',
      'The token request cannot be read; it may be too large.',
    )
    return sendRelayError(reply, invalid, statusCode)
  }
  request.log.error({ name: error.name, stack: error.stack?.split('\n').slice(1) }, 'the token relay failed')
  return reply.code(500).send({ error: 'server_error', error_description: "See Fairlead's log." })
}
