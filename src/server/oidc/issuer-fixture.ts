import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { text } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export const SECRETS = {
  clientSecret: 'the+client secret/of:fairlead',
  accessToken: 'an-access-token-of-the-fixture',
}

/** Made once: RSA keys are slow to make. */
const signingKeys = generateKeyPair('RS256')

type Json = Record<string, unknown>

export interface SeenRequest {
  readonly path: string
  readonly query: string
  readonly authorization: string | undefined
  readonly form: URLSearchParams
}

/** An identity provider on loopback that rotates refresh tokens and misbehaves as it is told. */
export interface IssuerFixture {
  readonly url: string
  readonly seen: SeenRequest[]
  /** Everything secret that it ever handed out. */
  readonly secrets: Set<string>
  /** An authorization code whose ID token carries this nonce. */
  grantCode(nonce: string): string
  /** Changes its answers; each may be set at any time. */
  readonly faults: {
    answer?: (path: string, response: ServerResponse) => boolean
    metadata?: (document: Json) => Json
    claims?: (claims: Json) => Json
    sign?: (claims: Json) => Promise<string>
    tokens?: (answer: Json, grant: string) => Json
    /** Awaited before a token request is answered. */
    hold?: Promise<void>
  }
  seenAt(path: string): SeenRequest[]
  stop(): Promise<void>
  /** Comes back at the same address, with all that it knew. */
  restart(): Promise<void>
}

export async function startIssuer(
  options: { port?: number; tls?: { key: string; cert: string } } = {},
): Promise<IssuerFixture> {
  const keyPair = await signingKeys
  const jwk = { ...(await exportJWK(keyPair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  const nonces = new Map<string, string>()
  const refreshTokens = new Set<string>()
  let made = 0

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname: path, search: query } = new URL(request.url ?? '/', fixture.url)
    const form = new URLSearchParams(await text(request))
    fixture.seen.push({ path, query, authorization: request.headers.authorization, form })
    if (fixture.faults.answer?.(path, response)) return
    if (path === '/.well-known/openid-configuration') return sendJson(response, 200, metadata())
    if (path === '/jwks') return sendJson(response, 200, { keys: [jwk] })
    if (path === '/revoke') {
      refreshTokens.delete(form.get('token') ?? '')
      return sendJson(response, 200, {})
    }
    if (path !== '/token') return sendJson(response, 404, {})
    await fixture.faults.hold
    const grant = form.get('grant_type') ?? ''
    const nonce = grant === 'authorization_code' ? nonces.get(form.get('code') ?? '') : ''
    const known =
      grant === 'authorization_code'
        ? nonce !== undefined
        : refreshTokens.delete(form.get('refresh_token') ?? '')
    if (!known) {
      refreshTokens.clear()
      return sendJson(response, 400, {
        error: 'invalid_grant',
        error_description: `${[...form.values()].join(' ')} is not known`,
      })
    }
    sendJson(response, 200, await tokens(grant, nonce ?? ''))
  }

  async function tokens(grant: string, nonce: string): Promise<Json> {
    const nowS = Math.floor(Date.now() / 1000)
    const base: Json = { iss: fixture.url, aud: 'fairlead', sub: 'ada', iat: nowS, exp: nowS + 600 }
    const claims = (fixture.faults.claims ?? ((same) => same))(nonce === '' ? base : { ...base, nonce })
    const sign =
      fixture.faults.sign ??
      ((payload: Json) =>
        new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(keyPair.privateKey))
    const refreshToken = secret(`refresh-token-${++made}`)
    refreshTokens.add(refreshToken)
    const answer: Json = {
      access_token: secret(SECRETS.accessToken),
      token_type: 'Bearer',
      expires_in: 60,
      id_token: secret(await sign(claims)),
      refresh_token: refreshToken,
      secret_extra: secret('a field that nobody asked for'),
    }
    return fixture.faults.tokens?.(answer, grant) ?? answer
  }

  function metadata(): Json {
    const document = {
      issuer: fixture.url,
      authorization_endpoint: `${fixture.url}/authorize`,
      token_endpoint: `${fixture.url}/token`,
      jwks_uri: `${fixture.url}/jwks`,
      revocation_endpoint: `${fixture.url}/revoke`,
      end_session_endpoint: `${fixture.url}/end`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    }
    return fixture.faults.metadata?.(document) ?? document
  }

  const secret = (value: string) => {
    fixture.secrets.add(value)
    return value
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => void handle(request, response)
  const server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener)
  const listen = (at: number) =>
    new Promise<void>((resolve) => server.listen(at, '127.0.0.1', () => resolve()))
  await listen(options.port ?? 0)
  const { port } = server.address() as AddressInfo

  const fixture: IssuerFixture = {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    seen: [],
    secrets: new Set([SECRETS.clientSecret]),
    faults: {},
    grantCode(nonce) {
      const code = secret(`authorization-code-${++made}`)
      nonces.set(code, nonce)
      return code
    },
    seenAt: (path) => fixture.seen.filter((request) => request.path === path),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    restart: () => listen(port),
  }
  return fixture
}

export function sendJson(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
