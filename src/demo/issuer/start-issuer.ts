import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { DemoAccount } from '../accounts.ts'
import { startLoopbackServer } from '../loopback-server.ts'
import type { SecretLedger } from '../secret-ledger.ts'
import { createProvider, type DemoClient } from './create-provider.ts'
import { createInteractions, INTERACTION_PATH } from './interactions.ts'

const ENDPOINTS: Readonly<Record<string, IssuerEndpoint>> = {
  '/.well-known/openid-configuration': 'discovery',
  '/jwks': 'jwks',
  '/auth': 'authorization',
  '/token': 'token',
  '/token/revocation': 'revocation',
  '/session/end': 'end-session',
}

type IssuerEndpoint =
  'discovery' | 'jwks' | 'authorization' | 'interaction' | 'token' | 'revocation' | 'end-session' | 'other'

/** What a test may ask of the identity provider. */
export interface DemoIssuer {
  readonly url: string
  /** How often each endpoint was asked so far. */
  requests(): Readonly<Partial<Record<IssuerEndpoint, number>>>
  /** Answers the next requests to an endpoint with 503, as an overloaded provider does. */
  failNext(endpoint: IssuerEndpoint, times?: number): void
}

/** Starts the identity provider on loopback. */
export async function startIssuer(options: {
  readonly port: number
  readonly clients: readonly DemoClient[]
  readonly accounts: readonly DemoAccount[]
  readonly idTokenTtlS: number
  readonly secrets: SecretLedger
}): Promise<DemoIssuer & { close(): Promise<void> }> {
  const counts: Partial<Record<IssuerEndpoint, number>> = {}
  const failures: Partial<Record<IssuerEndpoint, number>> = {}

  const observe = (answer: RequestListener) => (request: IncomingMessage, response: ServerResponse) => {
    const endpoint = endpointOf(request)
    counts[endpoint] = (counts[endpoint] ?? 0) + 1
    const failuresLeft = failures[endpoint] ?? 0
    if (failuresLeft === 0) return answer(request, response)
    failures[endpoint] = failuresLeft - 1
    response.writeHead(503, { 'retry-after': '1' }).end()
  }

  const server = await startLoopbackServer(options.port, async (url) => observe(await answerAt(url, options)))
  return {
    ...server,
    requests: () => ({ ...counts }),
    failNext(endpoint, times = 1) {
      failures[endpoint] = times
    },
  }
}

async function answerAt(
  issuerUrl: string,
  options: Parameters<typeof startIssuer>[0],
): Promise<RequestListener> {
  const formTargets = [...new Set(options.clients.flatMap((client) => client.redirectUris).map(originOf))]
  const provider = await createProvider({ ...options, issuerUrl, formTargets })
  const interact = createInteractions({ provider, accounts: options.accounts, formTargets })
  const answer = provider.callback()
  return (request, response) => {
    const interaction = INTERACTION_PATH.exec(pathOf(request))
    void (interaction ? interact(request, response, interaction[1]) : answer(request, response))
  }
}

function originOf(uri: string): string {
  return new URL(uri).origin
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/'
}

function endpointOf(request: IncomingMessage): IssuerEndpoint {
  const path = pathOf(request)
  return ENDPOINTS[path] ?? (path.startsWith('/interaction/') ? 'interaction' : 'other')
}
