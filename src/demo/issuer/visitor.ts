import { createHash, randomBytes } from 'node:crypto'

/** A browser as small as the demo's pages need one: it keeps cookies and follows redirects of its issuer. Tests only. */
export interface Visitor {
  /** Follows redirects as long as they stay at the issuer; the answer's `location` is where it would leave to. */
  get(url: string): Promise<Answer>
  /** Sends the form whose action ends in `/action`. */
  post(page: Answer, action: string, fields: Readonly<Record<string, string>>): Promise<Answer>
  /** Sends a form as another site's page does: a request that is no GET brings no `SameSite=Lax` cookie. */
  submit(url: string, fields: Readonly<Record<string, string>>): Promise<Answer>
  /** Every address that it asked so far. */
  addresses(): readonly string[]
}

export interface Answer {
  readonly url: string
  readonly status: number
  readonly body: string
  /** Away from the issuer. */
  readonly location: URL | undefined
}

export function createVisitor(issuerUrl: string): Visitor {
  const cookies = new Map<string, { readonly pair: string; readonly path: string }>()
  const addresses: string[] = []

  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split(/; */)
      const path =
        attributes.find((attribute) => attribute.toLowerCase().startsWith('path='))?.slice(5) ?? '/'
      const key = `${pair.split('=', 1)[0] ?? ''} ${path}`
      if (/=$/.test(pair)) cookies.delete(key)
      else cookies.set(key, { pair, path })
    }
  }

  async function send(url: string, init: RequestInit = {}, isFromElsewhere = false): Promise<Answer> {
    addresses.push(url)
    const { pathname } = new URL(url)
    const cookie = [...cookies.values()]
      .filter(({ path }) => pathname.startsWith(path) && !isFromElsewhere)
      .map(({ pair }) => pair)
    const headers = { ...(init.headers as Record<string, string>), cookie: cookie.join('; ') }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    keep(response)
    const body = await response.text()
    const target = response.headers.get('location')
    const location = target === null ? undefined : new URL(target, url)
    if (location?.origin === issuerUrl) return send(location.href)
    const form = /<form method="post" action="([^"]+\/session\/end\/confirm)">/.exec(body)?.[1]
    if (form !== undefined) return send(form, formOf(hiddenFields(body)))
    return { url, status: response.status, body, location }
  }

  return {
    get: (url) => send(url),
    submit: (url, fields) => send(url, formOf(fields), true),
    addresses: () => [...addresses],
    post(page, action, fields) {
      const target = new RegExp(`action="([^"]*/${action})"`).exec(page.body)?.[1]
      if (target === undefined) throw new Error(`The page has no form for ${action}.`)
      return send(new URL(target, page.url).href, formOf(fields))
    },
  }
}

export interface CodeFlow {
  readonly url: string
  readonly codeVerifier: string
}

/** An authorization request with PKCE. @see RFC 7636, section 4.2 */
export function beginCodeFlow(
  issuerUrl: string,
  params: Readonly<Record<string, string>> & { readonly client_id: string; readonly redirect_uri: string },
): CodeFlow {
  const codeVerifier = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    response_type: 'code',
    scope: 'openid profile email groups',
    state: 'some-state',
    nonce: 'some-nonce',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...params,
  })
  return { url: `${issuerUrl}/auth?${query.toString()}`, codeVerifier }
}

/** @returns the token endpoint's JSON, with its HTTP status */
export async function requestTokens(
  issuerUrl: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ readonly status: number } & Readonly<Record<string, unknown>>> {
  const response = await fetch(`${issuerUrl}/token`, formOf(fields))
  return { ...((await response.json()) as Record<string, unknown>), status: response.status }
}

function formOf(fields: Readonly<Record<string, string>>) {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  }
}

function hiddenFields(body: string): Readonly<Record<string, string>> {
  const inputs = body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]))
}
