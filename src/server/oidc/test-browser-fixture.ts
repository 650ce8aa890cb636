import { parseCookie, parseSetCookie } from 'cookie'
import type { IssuerFixture } from './issuer-fixture.ts'
import type { Answer, Fairlead } from './relay-fixture.ts'

export const CODE_VERIFIER = 'v'.repeat(64)
const HOST = 'fairlead.example'

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
