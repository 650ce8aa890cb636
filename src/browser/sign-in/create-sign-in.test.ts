// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import type { Config, OidcClientConfig } from '../../contract/config.ts'
import { SEALED_REFRESH_TOKEN, SEALED_UNTIL_EXPIRY } from '../../contract/relay.ts'
import { createSignIn } from './create-sign-in.ts'
import type { Prompt, SignIn } from './sign-in.ts'

const issuer = 'https://issuer.example'
const harbour = clusterNameSchema.parse('harbour')
const lagoon = clusterNameSchema.parse('lagoon/east')
const authorizationEndpoint = `${issuer}/authorize?tenant=blue`

type ReadyClient = Extract<OidcClientConfig, { status: 'ready' }>
type RelayAnswer = (form: URLSearchParams, url: string) => Response | Promise<Response>

let noncesHandedOut: number
let configLoads: number
let relayRequests: { url: string; form: URLSearchParams; headers: Headers }[]
let relay: RelayAnswer
let visited: URL[]

function client(key: string, changes: Partial<ReadyClient> = {}): ReadyClient {
  noncesHandedOut += 1
  return {
    status: 'ready',
    key,
    issuer,
    clientId: 'fairlead',
    scopes: ['openid', 'email'],
    useAccessToken: false,
    authorizationEndpoint,
    nonce: `nonce-${noncesHandedOut}`,
    ...changes,
  }
}

const config = (changes: Partial<ReadyClient> = {}): Config => ({
  version: '0.0.0',
  clusters: [],
  oidcClients: [client('one', changes), client('two', { scopes: ['openid', 'groups'], ...changes })],
})

/** A page of this browser: the storage outlives it. */
function openPage(options: { baseUrl?: string; client?: Partial<ReadyClient> } = {}): SignIn {
  return createSignIn({
    config: config(options.client),
    reloadConfig: async () => {
      configLoads += 1
      return config(options.client)
    },
    baseUrl: options.baseUrl ?? '',
    window,
  })
}

const encoded = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '')
const idToken = (claims: object) =>
  `${encoded({ alg: 'RS256' })}.${encoded({ iss: issuer, aud: 'fairlead', sub: 'ada', exp: 4e9, ...claims })}.sig`

const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

const tokenAnswer = (claims: object, changes: object = {}) =>
  json({
    id_token: idToken(claims),
    access_token: 'access-token',
    token_type: 'Bearer',
    expires_in: 600,
    refresh_token: SEALED_REFRESH_TOKEN,
    ...changes,
  })

const lastVisit = () => visited.at(-1) ?? expect.fail('nobody left for the issuer')

async function begin(
  signIn: SignIn,
  attempt: { cluster?: typeof harbour; clientKey?: string; returnTo?: string; prompt?: Prompt } = {},
) {
  const before = visited.length
  void signIn.begin({ cluster: harbour, clientKey: 'one', returnTo: '/c/harbour', ...attempt })
  await vi.waitFor(() => expect(visited.length).toBe(before + 1))
  return lastVisit()
}

const callback = (authorization: URL, params: Record<string, string> = { code: 'the-code' }) =>
  `${location.origin}/oidc-callback?${new URLSearchParams({ state: authorization.searchParams.get('state') ?? '', ...params })}`

/** The issuer and the relay as they should be: the ID token carries the nonce of the authorization request. */
const honestRelay: RelayAnswer = () => tokenAnswer({ nonce: lastVisit().searchParams.get('nonce') })

async function signedIn(page = openPage()): Promise<SignIn> {
  await page.complete(callback(await begin(page)))
  return page
}

beforeEach(() => {
  noncesHandedOut = 0
  configLoads = 0
  relayRequests = []
  visited = []
  relay = honestRelay
  localStorage.clear()
  sessionStorage.clear()
  vi.spyOn(location, 'assign').mockImplementation((url) => void visited.push(new URL(url)))
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const url = new URL(input, location.origin).pathname
    const form = new URLSearchParams(String(init.body))
    relayRequests.push({ url, form, headers: new Headers(init.headers) })
    return relay(form, url)
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('leaving for the issuer', () => {
  test('asks for a code with PKCE, state and the nonce of the config', async () => {
    const { origin, pathname, searchParams } = await begin(openPage())
    expect(origin + pathname).toBe(`${issuer}/authorize`)
    expect(Object.fromEntries(searchParams)).toMatchObject({
      tenant: 'blue',
      response_type: 'code',
      client_id: 'fairlead',
      scope: 'openid email',
      redirect_uri: `${location.origin}/oidc-callback`,
      nonce: 'nonce-1',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect(configLoads).toBe(0)
  })

  test('the issuer is told to ask who one is only where that is wanted', async () => {
    const page = openPage()
    expect((await begin(page)).searchParams.has('prompt')).toBe(false)
    expect((await begin(page, { prompt: 'login' })).searchParams.get('prompt')).toBe('login')
  })

  test('a second attempt in the same page gets a nonce of its own', async () => {
    const page = openPage()
    await begin(page)
    const second = await begin(page)
    expect(second.searchParams.get('nonce')).toBe('nonce-3')
    expect(configLoads).toBe(1)
  })

  test('the redirect URI is below the base URL, or the one of the settings', async () => {
    const below = await begin(openPage({ baseUrl: '/fairlead' }))
    expect(below.searchParams.get('redirect_uri')).toBe(`${location.origin}/fairlead/oidc-callback`)
    const redirectUri = 'https://public.example/oidc-callback'
    const set = await begin(openPage({ client: { redirectUri } }))
    expect(set.searchParams.get('redirect_uri')).toBe(redirectUri)
  })

  test('without a secure context it says what to do', async () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    const leaving = openPage().begin({ cluster: harbour, clientKey: 'one', returnTo: '/' })
    await expect(leaving).rejects.toMatchObject({
      code: 'INSECURE_CONTEXT',
      message: expect.stringContaining('https'),
    })
  })

  test('an issuer that was unavailable is asked for again, and its reason is told', async () => {
    const reason = { code: 'ISSUER_UNREACHABLE', message: 'issuer.example does not answer' } as const
    const oidcClients = [{ ...client('one'), status: 'unavailable' as const, reason }]
    const unavailable: Config = { version: '', clusters: [], oidcClients }
    const page = createSignIn({
      config: unavailable,
      reloadConfig: async () => unavailable,
      baseUrl: '',
      window,
    })
    await expect(page.begin({ cluster: harbour, clientKey: 'one', returnTo: '/' })).rejects.toMatchObject(
      reason,
    )
  })
})

describe('coming back', () => {
  test('one token request through the relay gives tokens, the cluster and the way back', async () => {
    const authorization = await begin(openPage(), { cluster: lagoon, returnTo: '/c/lagoon~2Feast?a=b#c' })
    const completed = await openPage().complete(callback(authorization))
    expect(completed).toMatchObject({
      clientKey: 'one',
      cluster: lagoon,
      returnTo: '/c/lagoon~2Feast?a=b#c',
      tokens: { renewal: 'possible', bearerToken: expect.stringMatching(/\.sig$/) },
    })
    expect(Math.abs(completed.tokens.expiresAtS - Date.now() / 1000 - 600)).toBeLessThan(5)
    expect(relayRequests).toHaveLength(1)
    const [request] = relayRequests
    expect(request?.url).toBe('/oidc/one/token')
    expect(request?.headers.get('fairlead-relay')).toBe('1')
    expect(Object.fromEntries(request?.form ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: `${location.origin}/oidc-callback`,
      code_verifier: expect.stringMatching(/^[\w-]{43,128}$/),
    })
  })

  test('leaves no secret in any storage', async () => {
    await signedIn()
    expect(Object.entries({ ...localStorage })).toEqual([['fairlead.session.one', '1']])
    expect(sessionStorage.length).toBe(0)
  })

  test('the bearer is the access token where the client says so', async () => {
    const page = openPage({ client: { useAccessToken: true } })
    const { tokens } = await page.complete(callback(await begin(page)))
    expect(tokens.bearerToken).toBe('access-token')
  })

  test('a session without a refresh token cannot be renewed', async () => {
    relay = () =>
      tokenAnswer({ nonce: lastVisit().searchParams.get('nonce') }, { refresh_token: SEALED_UNTIL_EXPIRY })
    const page = openPage()
    const { tokens } = await page.complete(callback(await begin(page)))
    expect(tokens.renewal).toBe('impossible')
  })

  test('a session that was too large to seal is not looked for after a reload', async () => {
    relay = () => tokenAnswer({ nonce: lastVisit().searchParams.get('nonce') }, { refresh_token: undefined })
    const page = await signedIn()
    expect(page.mayRestore('one')).toBe(false)
  })

  test('two calls for one address share one token request', async () => {
    const page = openPage()
    const url = callback(await begin(page))
    const [first, second] = await Promise.all([page.complete(url), page.complete(url)])
    expect(second).toBe(first)
    expect(relayRequests).toHaveLength(1)
  })

  test('attempts of two clients of one issuer and client ID do not disturb each other', async () => {
    const page = openPage()
    const toOne = await begin(page, { clientKey: 'one' })
    const toTwo = await begin(page, { clientKey: 'two', cluster: lagoon })
    const nonceOf = (url: string) =>
      (url.includes('/one/') ? toOne : toTwo).searchParams.get('nonce') ?? 'none'
    relay = (_, url) => tokenAnswer({ nonce: nonceOf(url), sub: url.includes('/one/') ? 'ada' : 'bob' })

    const [two, one] = await Promise.all([page.complete(callback(toTwo)), page.complete(callback(toOne))])
    expect(toTwo.searchParams.get('scope')).toBe('openid groups')
    expect([one.clientKey, one.cluster, two.clientKey, two.cluster]).toEqual(['one', harbour, 'two', lagoon])
    expect(one.tokens.bearerToken).not.toBe(two.tokens.bearerToken)

    relay = (_, url) => tokenAnswer({ sub: url.includes('/one/') ? 'ada' : 'bob' })
    const [renewedOne, renewedTwo] = await Promise.all([page.renew('one'), page.renew('two')])
    expect(renewedOne.bearerToken).not.toBe(renewedTwo.bearerToken)
  })

  test.each(['', 'forged', '0123456789abcdef0123456789abcdef', '%25', '%E0%A4%A'])(
    'a state %j that this browser did not make is refused, without a request',
    async (state) => {
      await begin(openPage())
      const url = `${location.origin}/oidc-callback?code=the-code&state=${state}`
      await expect(openPage().complete(url)).rejects.toMatchObject({ code: 'ATTEMPT_UNKNOWN' })
      expect(relayRequests).toEqual([])
    },
  )

  test('an address is good once, in the same page and in the next', async () => {
    const page = openPage()
    const url = callback(await begin(page))
    await page.complete(url)
    await expect(page.complete(url)).rejects.toMatchObject({ code: 'ATTEMPT_UNKNOWN' })
    await expect(openPage().complete(url)).rejects.toMatchObject({ code: 'ATTEMPT_UNKNOWN' })
    expect(relayRequests).toHaveLength(1)
  })

  test("the issuer's error is told as bounded text, and ends the attempt", async () => {
    const page = openPage()
    const description = `<b>No</b>\u202e${'x'.repeat(5000)}`
    const url = callback(await begin(page), { error: 'access_denied', error_description: description })
    const failure = await page.complete(url).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 'ISSUER_REFUSED',
      message: expect.stringContaining('access_denied (<b>No</b> x'),
    })
    expect(String(failure).length).toBeLessThan(500)
    expect(relayRequests).toEqual([])
    expect(localStorage.length).toBe(0)
  })

  test("an attempt that nobody made never shows the address's own words", async () => {
    const url = `${location.origin}/oidc-callback?state=x&error=access_denied&error_description=Call%20555`
    const failure = await openPage()
      .complete(url)
      .catch((error: unknown) => String(error))
    expect(failure).toContain('access_denied')
    expect(failure).not.toContain('555')
  })

  test('an answer of another issuer is refused before the code goes anywhere', async () => {
    const page = openPage()
    const url = callback(await begin(page), { code: 'the-code', iss: 'https://evil.example' })
    await expect(page.complete(url)).rejects.toMatchObject({ code: 'ISSUER_MISMATCH' })
    expect(relayRequests).toEqual([])
  })

  test('an answer that names the right issuer is taken', async () => {
    const page = openPage()
    const url = callback(await begin(page), { code: 'the-code', iss: issuer })
    await expect(page.complete(url)).resolves.toMatchObject({ clientKey: 'one' })
  })

  test('an issuer that always names itself is not believed without a name', async () => {
    const page = openPage({ client: { namesItselfInCallback: true } })
    const url = callback(await begin(page), { code: 'the-code' })
    await expect(page.complete(url)).rejects.toMatchObject({ code: 'ISSUER_MISMATCH' })
    expect(relayRequests).toEqual([])
  })

  test("an answer without code and error is the issuer's fault", async () => {
    const page = openPage()
    await expect(page.complete(callback(await begin(page), {}))).rejects.toMatchObject({
      code: 'ISSUER_INVALID',
    })
  })

  test('a way back that was changed in storage is not taken', async () => {
    const authorization = await begin(openPage())
    const name = `fairlead.attempt.${authorization.searchParams.get('state')}`
    const stored = JSON.parse(localStorage.getItem(name) ?? '{}') as { data: { returnTo: string } }
    stored.data.returnTo = '//evil.example'
    localStorage.setItem(name, JSON.stringify(stored))
    await expect(openPage().complete(callback(authorization))).resolves.toMatchObject({ returnTo: '/' })
  })

  const refusals: [string, RelayAnswer, string][] = [
    ['a nonce of another attempt', () => tokenAnswer({ nonce: 'another' }), 'NONCE_MISMATCH'],
    [
      "the relay's own refusal",
      () => json({ error: 'SESSION_TOO_LARGE', error_description: 'Too large.' }, 400),
      'SESSION_TOO_LARGE',
    ],
    [
      "the issuer's refusal",
      () => json({ error: 'invalid_grant', error_description: 'used' }, 400),
      'TOKEN_REQUEST_REFUSED',
    ],
    ['an ID token that cannot be read', () => tokenAnswer({}, { id_token: 'junk' }), 'ID_TOKEN_INVALID'],
    [
      'no ID token',
      () => json({ access_token: 'a', token_type: 'Bearer', expires_in: 5 }),
      'ID_TOKEN_INVALID',
    ],
    ['a network failure', () => Promise.reject(new TypeError('Failed to fetch')), 'NETWORK_FAILED'],
    [
      "a gateway's page",
      () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }),
      'NETWORK_FAILED',
    ],
  ]
  test.each(refusals)('%s is told apart', async (_, answer, code) => {
    relay = answer
    const page = openPage()
    const url = callback(await begin(page))
    const failure = await page.complete(url).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code })
    expect(JSON.stringify([String(failure), (failure as Error).cause])).not.toMatch(/the-code|code_verifier/)
    expect(page.mayRestore('one')).toBe(false)
    expect(localStorage.length).toBe(0)
  })
})

describe('renewing', () => {
  test('a new page renews with one refresh grant that holds only the placeholder', async () => {
    await signedIn()
    relayRequests = []
    relay = () => tokenAnswer({ auth_time: 7 })
    const page = openPage()
    expect(page.mayRestore('one')).toBe(true)
    await expect(page.renew('one')).resolves.toMatchObject({ renewal: 'possible' })
    expect(relayRequests).toHaveLength(1)
    expect(Object.fromEntries(relayRequests[0]?.form ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: SEALED_REFRESH_TOKEN,
      client_id: 'fairlead',
    })
  })

  test('callers at the same time share one request', async () => {
    const page = await signedIn()
    relayRequests = []
    const [first, second] = await Promise.all([page.renew('one'), page.renew('one')])
    expect(second).toBe(first)
    expect(relayRequests).toHaveLength(1)
  })

  test('an ended session is forgotten', async () => {
    const page = await signedIn()
    relay = () => json({ error: 'invalid_grant' }, 400)
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    expect(page.mayRestore('one')).toBe(false)
    relayRequests = []
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    expect(relayRequests).toEqual([])
  })

  test('a network failure or a busy issuer forgets nothing', async () => {
    const page = await signedIn()
    relay = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    relay = () => json({ error: 'temporarily_unavailable' }, 503)
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' })
    expect(page.mayRestore('one')).toBe(true)
  })

  test('an answer without an ID token is not taken for a renewal', async () => {
    const page = await signedIn()
    relay = () => json({ access_token: 'a', token_type: 'Bearer', expires_in: 600 })
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'ID_TOKEN_MISSING' })
  })

  test("the same person's sign-in in another tab does not end this one, someone else's does", async () => {
    const page = await signedIn()
    relay = () => tokenAnswer({ auth_time: 1 })
    await page.renew('one')
    relay = () => tokenAnswer({ auth_time: 2 })
    await page.renew('one')
    relay = () => tokenAnswer({ sub: 'bob' })
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    expect(page.mayRestore('one')).toBe(true)
  })
})

describe('ending', () => {
  test('revokes at the relay and forgets the session', async () => {
    const page = await signedIn()
    relayRequests = []
    relay = () => json({ refreshToken: 'revoked' })
    await page.end('one')
    expect(relayRequests.map(({ url }) => url)).toEqual(['/oidc/one/revocation'])
    expect(relayRequests[0]?.headers.get('fairlead-relay')).toBe('1')
    expect(localStorage.length).toBe(0)
  })

  test('forgets the session even where the relay cannot be told', async () => {
    const page = await signedIn()
    relay = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(page.end('one')).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    expect(page.mayRestore('one')).toBe(false)
  })

  test('a renewal that was under way does not bring the session back', async () => {
    const page = await signedIn()
    const { promise: answer, resolve: answerRenewal } = Promise.withResolvers<Response>()
    relay = (_, url) => (url.endsWith('/token') ? answer : json({ refreshToken: 'revoked' }))
    relayRequests = []
    const renewal = page.renew('one')
    await vi.waitFor(() => expect(relayRequests.length).toBe(1))
    const end = page.end('one')
    answerRenewal(tokenAnswer({}))
    await Promise.all([renewal, end])
    expect(page.mayRestore('one')).toBe(false)
    expect(relayRequests.map(({ url }) => url).at(-1)).toBe('/oidc/one/revocation')
  })

  test('is told to the other tabs', async () => {
    const page = await signedIn()
    const ended = vi.fn()
    const stop = page.onEndedElsewhere(ended)
    window.dispatchEvent(new StorageEvent('storage', { key: 'fairlead.session.one', newValue: null }))
    window.dispatchEvent(new StorageEvent('storage', { key: 'fairlead.session.two', newValue: '1' }))
    window.dispatchEvent(new StorageEvent('storage', { key: 'fairlead/b.session.two', newValue: null }))
    stop()
    window.dispatchEvent(new StorageEvent('storage', { key: 'fairlead.session.two', newValue: null }))
    expect(ended.mock.calls).toEqual([['one']])
  })
})
