import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

const ENDPOINTS: Readonly<Record<string, IssuerEndpoint>> = {
  '/.well-known/openid-configuration': 'discovery',
  '/jwks': 'jwks',
  '/auth': 'authorization',
  '/token': 'token',
  '/token/revocation': 'revocation',
  '/session/end': 'end-session',
}

export type IssuerEndpoint =
  'discovery' | 'jwks' | 'authorization' | 'interaction' | 'token' | 'revocation' | 'end-session' | 'other'

/** New for each attempt: nothing that a test could compare, and nothing to be shown. */
const ONCE_ONLY = ['state', 'nonce', 'code_challenge']

export interface IssuerObservation {
  /** How often each endpoint was asked so far. */
  requests(): Readonly<Partial<Record<IssuerEndpoint, number>>>
  /** Answers the next requests to an endpoint with 503, as an overloaded provider does. */
  failNext(endpoint: IssuerEndpoint, times?: number): void
  /** What the last authorization request asked for: its parameters without `state`, `nonce` and `code_challenge`. */
  lastAuthorizationRequest(): Readonly<Record<string, string>> | undefined
}

/** Counts what an identity provider is asked, and lets it fail where a test says so. */
export function createIssuerObservation(): IssuerObservation & {
  observe(answer: RequestListener): RequestListener
  /** True: 503 to everything. */
  failAlways(on: boolean): void
} {
  const counts: Partial<Record<IssuerEndpoint, number>> = {}
  const failures: Partial<Record<IssuerEndpoint, number>> = {}
  let failsAlways = false
  let lastAuthorization: Readonly<Record<string, string>> | undefined

  function note(endpoint: IssuerEndpoint, { url = '/' }: IncomingMessage): void {
    counts[endpoint] = (counts[endpoint] ?? 0) + 1
    if (endpoint !== 'authorization') return
    const params = new URL(url, 'http://issuer').searchParams
    for (const name of ONCE_ONLY) params.delete(name)
    lastAuthorization = Object.fromEntries(params)
  }

  function fails(endpoint: IssuerEndpoint): boolean {
    if (failsAlways) return true
    const failuresLeft = failures[endpoint] ?? 0
    if (failuresLeft > 0) failures[endpoint] = failuresLeft - 1
    return failuresLeft > 0
  }

  return {
    observe: (answer) => (request: IncomingMessage, response: ServerResponse) => {
      const endpoint = endpointOf(request)
      note(endpoint, request)
      if (fails(endpoint)) response.writeHead(503, { 'retry-after': '1' }).end()
      else answer(request, response)
    },
    failAlways(on) {
      failsAlways = on
    },
    requests: () => ({ ...counts }),
    failNext(endpoint, times = 1) {
      failures[endpoint] = times
    },
    lastAuthorizationRequest: () => lastAuthorization,
  }
}

export function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/'
}

function endpointOf(request: IncomingMessage): IssuerEndpoint {
  const path = pathOf(request)
  return ENDPOINTS[path] ?? (path.startsWith('/interaction/') ? 'interaction' : 'other')
}
