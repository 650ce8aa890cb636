import { Writable } from 'node:stream'
import { parseCookie, parseSetCookie } from 'cookie'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { request } from 'undici'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import type { ClusterRegistry, OidcClient } from '../clusters/cluster.ts'
import type { Settings } from '../settings/settings.ts'
import { createOidc, type Oidc } from './create-oidc.ts'
import { SECRETS, type IssuerFixture } from './issuer-fixture.ts'

export const CODE_VERIFIER = 'v'.repeat(64)
const HOST = 'fairlead.example'

/** A Fairlead with one OIDC client, as far as the relay is concerned. */
export interface Fairlead {
  readonly app: FastifyInstance
  send(request: SentRequest): Promise<Answer>
  readonly oidc: Oidc
  readonly client: OidcClient
  readonly logLines: string[]
  close(): Promise<void>
}

interface SentRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Record<string, string>
  readonly payload?: string
}

interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly body: string
}

export interface FairleadOptions {
  /** On a port of its own, so that it can close under requests; else it is asked without a network. */
  readonly listening?: boolean
  readonly client?: Partial<OidcClient>
  readonly listen?: Partial<Settings['listen']>
  readonly sealingKeys?: readonly Uint8Array[]
  readonly sessionTtlS?: number
  readonly nowMs?: () => number
}

export function exampleClient(issuer: string, changes: Partial<OidcClient> = {}): OidcClient {
  return {
    key: 'client1',
    issuer,
    clientId: 'fairlead',
    clientSecret: SECRETS.clientSecret,
    scopes: ['openid', 'profile'],
    useAccessToken: false,
    authorizationParameters: {},
    tls: { insecureSkipVerify: false },
    ...changes,
  }
}

export async function startFairlead(
  issuer: Pick<IssuerFixture, 'url'>,
  options: FairleadOptions = {},
): Promise<Fairlead> {
  const logLines: string[] = []
  const sink = new Writable({
    write(line: Buffer, _encoding, done) {
      logLines.push(line.toString())
      done()
    },
  })
  const loggerInstance: FastifyBaseLogger = pino({ level: 'trace' }, sink)
  const app = Fastify({ loggerInstance })
  const client = exampleClient(issuer.url, options.client)
  const settings = exampleSettings(options)
  const oidc = createOidc({
    settings,
    registry: registryOf(client),
    log: app.log,
    ...(options.nowMs && { nowMs: options.nowMs }),
  })
  await app.register(oidc.relay, { prefix: settings.listen.baseUrl })
  app.get('/nonce', (request, reply) => oidc.issueNonce(client, oidc.browserId(request, reply)))
  app.addHook('onClose', () => oidc.close())
  const send = options.listening ? await listen(app) : (sent: SentRequest) => app.inject(sent)
  await app.ready()
  return { app, send, oidc, client, logLines, close: () => app.close() }
}

async function listen(app: FastifyInstance): Promise<Fairlead['send']> {
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return async ({ method, url, headers, payload }) => {
    const answer = await request(`${address}${url}`, {
      method,
      headers: { ...headers, connection: 'close' },
      body: payload ?? null,
    })
    return { statusCode: answer.statusCode, headers: answer.headers, body: await answer.body.text() }
  }
}

export function registryOf(...clients: OidcClient[]): ClusterRegistry {
  return {
    list: () => [],
    find: () => undefined,
    oidcClients: () => clients,
    findOidcClient: (key) => clients.find((client) => client.key === key),
  }
}

function exampleSettings({ listen, sealingKeys, sessionTtlS }: FairleadOptions): Settings {
  return {
    oidcDefaults: {
      scopes: ['openid'],
      useAccessToken: false,
      skipTlsVerify: false,
      authorizationParameters: {},
    },
    clusters: {
      kubeconfigPaths: [],
      kubeconfigIsExplicit: false,
      inCluster: false,
      inClusterContextName: clusterNameSchema.parse('main'),
      skippedContexts: [],
      listed: [],
      insecureSkipTlsVerify: false,
    },
    listen: { address: '127.0.0.1', port: 4466, baseUrl: '', trustedProxies: [], ...listen },
    session: { ttlS: sessionTtlS ?? 86_400, sealingKeys: sealingKeys ?? [] },
    signIn: { popup: false, automatic: false, pastedTokens: true },
    log: { level: 'trace', format: 'json' },
  }
}

type Headers = Record<string, string | undefined>

/** Every field that an answer of the relay may hold, for the tests to look at. */
export interface RelayBody {
  readonly error?: string
  readonly error_description: string
  readonly id_token: string
  readonly access_token?: string
  readonly expires_in: number
  readonly refresh_token?: string
}

/** A browser as far as the relay can tell: it keeps cookies by path and marks its requests as from our page. */
export class TestBrowser {
  fairlead: Fairlead
  readonly host: string
  readonly #sent: Headers
  readonly cookies = new Map<string, { value: string; path: string; raw: string }>()

  /** @param sent headers of each of its requests, as a proxy in front adds them */
  constructor(fairlead: Fairlead, host = HOST, sent: Headers = {}) {
    this.fairlead = fairlead
    this.host = host
    this.#sent = sent
  }

  async nonce(): Promise<string> {
    const headers = this.#headers('/nonce')
    const response = await this.fairlead.send({ method: 'GET', url: '/nonce', headers })
    this.#keepCookies(response.headers['set-cookie'])
    return response.body
  }

  async post(path: string, form: Record<string, string>, headers: Headers = {}) {
    const response = await this.fairlead.send({
      method: 'POST',
      url: path,
      headers: this.#headers(path, {
        origin: `https://${this.host}`,
        'sec-fetch-site': 'same-origin',
        'fairlead-relay': '1',
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      }),
      payload: new URLSearchParams(form).toString(),
    })
    this.#keepCookies(response.headers['set-cookie'])
    return {
      statusCode: response.statusCode,
      headers: response.headers,
      body: response.body,
      json: () => JSON.parse(response.body) as RelayBody,
    }
  }

  exchange(code: string, changes: Record<string, string> = {}, headers: Headers = {}) {
    const form = {
      grant_type: 'authorization_code',
      code,
      code_verifier: CODE_VERIFIER,
      redirect_uri: `https://${this.host}/oidc-callback`,
      ...changes,
    }
    return this.post('/oidc/client1/token', form, headers)
  }

  async signIn(issuer: IssuerFixture) {
    return this.exchange(issuer.grantCode(await this.nonce()))
  }

  renew(headers: Headers = {}) {
    return this.post('/oidc/client1/token', { grant_type: 'refresh_token', refresh_token: 'sealed' }, headers)
  }

  revoke() {
    return this.post('/oidc/client1/revocation', {})
  }

  sessionCookies() {
    return [...this.cookies].filter(([name]) => name.includes('session'))
  }

  #headers(path: string, headers: Headers = {}): Record<string, string> {
    const cookie = [...this.cookies]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
    const all: Headers = {
      host: this.host,
      cookie: cookie === '' ? undefined : cookie,
      ...this.#sent,
      ...headers,
    }
    return Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    )
  }

  #keepCookies(header: Answer['headers'][string]): void {
    for (const raw of [header ?? []].flat().map(String)) {
      const { name, path, maxAge } = parseSetCookie(raw)
      if (maxAge === 0) this.cookies.delete(name)
      else this.cookies.set(name, { value: parseCookie(raw)[name] ?? '', path: path ?? '/', raw })
    }
  }
}
