import { Writable } from 'node:stream'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { request } from 'undici'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import type { ClusterRegistry, OidcClient } from '../clusters/cluster.ts'
import type { Settings } from '../settings/settings.ts'
import { createOidc, type Oidc } from './create-oidc.ts'
import { SECRETS, type IssuerFixture } from './issuer-fixture.ts'

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

export interface Answer {
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
