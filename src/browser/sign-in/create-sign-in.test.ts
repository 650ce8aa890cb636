// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import { SEALED_REFRESH_TOKEN, SEALED_UNTIL_EXPIRY, SEALED_WITHOUT_ID_TOKEN } from '../../contract/relay.ts'
import {
  callback,
  HARBOUR,
  ISSUER,
  json,
  playBrowser,
  tokenAnswer,
  type RelayAnswer,
} from './sign-in-fixture.ts'

const lagoon = clusterNameSchema.parse('lagoon/east')
const browser = playBrowser()
const { openPage, begin, signedIn } = browser

const lastNonce = () => browser.visited.at(-1)?.searchParams.get('nonce')

describe('leaving for the issuer', () => {
  test('asks for a code with PKCE, state and the nonce of the config', async () => {
    const { origin, pathname, searchParams } = await begin(openPage())
    expect(origin + pathname).toBe(`${ISSUER}/authorize`)
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
    expect(browser.configLoads).toBe(0)
  })

  test("the operator's parameters are sent along, each once", async () => {
    const authorizationParameters = { prompt: 'consent', acr_values: 'urn:mfa', login_hint: 'a@b', hd: 'b' }
    const { searchParams } = await begin(openPage({ client: { authorizationParameters } }))
    for (const [name, value] of Object.entries(authorizationParameters)) {
      expect(searchParams.getAll(name)).toEqual([value])
    }
  })

  test('whoever wants to be someone else is asked who, whatever the operator configured', async () => {
    const page = openPage({
      client: { authorizationParameters: { prompt: 'none', login_hint: 'a@b', acr_values: 'mfa' } },
    })
    const { searchParams } = await begin(page, { otherAccount: true })
    expect(searchParams.getAll('prompt')).toEqual(['select_account'])
    expect(searchParams.has('login_hint')).toBe(false)
    expect(searchParams.get('acr_values')).toBe('mfa')
    expect((await begin(openPage())).searchParams.has('prompt')).toBe(false)
  })

  test('a second attempt in the same page gets a nonce of its own', async () => {
    const page = openPage()
    await begin(page)
    const second = await begin(page)
    expect(second.searchParams.get('nonce')).toBe('nonce-2')
    expect(browser.configLoads).toBe(1)
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
    const leaving = openPage().begin({ cluster: HARBOUR, clientKey: 'one', returnTo: '/' })
    await expect(leaving).rejects.toMatchObject({
      code: 'INSECURE_CONTEXT',
      message: expect.stringContaining('https'),
    })
  })

  test('an issuer that was unavailable is asked for again, and its reason is told', async () => {
    const reason = { code: 'ISSUER_UNREACHABLE', message: 'issuer.example does not answer' } as const
    const page = openPage({ unavailable: reason })
    await expect(page.begin({ cluster: HARBOUR, clientKey: 'one', returnTo: '/' })).rejects.toMatchObject(
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
    expect(browser.relayRequests).toHaveLength(1)
    const [request] = browser.relayRequests
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
    browser.relay = () => tokenAnswer({ nonce: lastNonce() }, { refresh_token: SEALED_UNTIL_EXPIRY })
    const page = openPage()
    const { tokens } = await page.complete(callback(await begin(page)))
    expect(tokens.renewal).toBe('no-refresh-token')
  })

  test('a session whose renewals bring no ID token cannot be renewed', async () => {
    const page = await signedIn()
    browser.relay = () => tokenAnswer({}, { refresh_token: SEALED_WITHOUT_ID_TOKEN })
    await expect(page.renew('one')).resolves.toMatchObject({ renewal: 'no-id-token' })
    expect(page.mayRestore('one')).toBe(true)
  })

  test('the ID token is kept in memory as a hint, also where the bearer is the access token', async () => {
    const page = await signedIn(openPage({ client: { useAccessToken: true } }))
    const hint = page.idTokenHint('one')
    expect(hint).toMatch(/\.sig$/)
    browser.relay = () => tokenAnswer({}, { id_token: undefined })
    await page.renew('one')
    expect(page.idTokenHint('one')).toBe(hint)
    expect(page.idTokenHint('two')).toBeUndefined()
  })

  test('a session that was too large to seal is not looked for after a reload', async () => {
    browser.relay = () => tokenAnswer({ nonce: lastNonce() }, { refresh_token: undefined })
    const page = await signedIn()
    expect(page.mayRestore('one')).toBe(false)
  })

  test('two calls for one address share one token request', async () => {
    const page = openPage()
    const url = callback(await begin(page))
    const [first, second] = await Promise.all([page.complete(url), page.complete(url)])
    expect(second).toBe(first)
    expect(browser.relayRequests).toHaveLength(1)
  })

  test('attempts of two clients of one issuer and client ID do not disturb each other', async () => {
    const page = openPage()
    const toOne = await begin(page, { clientKey: 'one' })
    const toTwo = await begin(page, { clientKey: 'two', cluster: lagoon })
    const nonceOf = (url: string) =>
      (url.includes('/one/') ? toOne : toTwo).searchParams.get('nonce') ?? 'none'
    browser.relay = (_, url) =>
      tokenAnswer({ nonce: nonceOf(url), sub: url.includes('/one/') ? 'ada' : 'bob' })

    const [two, one] = await Promise.all([page.complete(callback(toTwo)), page.complete(callback(toOne))])
    expect(toTwo.searchParams.get('scope')).toBe('openid groups')
    expect([one.clientKey, one.cluster, two.clientKey, two.cluster]).toEqual(['one', HARBOUR, 'two', lagoon])
    expect(one.tokens.bearerToken).not.toBe(two.tokens.bearerToken)

    browser.relay = (_, url) => tokenAnswer({ sub: url.includes('/one/') ? 'ada' : 'bob' })
    const [renewedOne, renewedTwo] = await Promise.all([page.renew('one'), page.renew('two')])
    expect(renewedOne.bearerToken).not.toBe(renewedTwo.bearerToken)
  })

  test.each(['', 'forged', '0123456789abcdef0123456789abcdef', '%25', '%E0%A4%A'])(
    'a state %j that this browser did not make is refused, without a request',
    async (state) => {
      await begin(openPage())
      const url = `${location.origin}/oidc-callback?code=the-code&state=${state}`
      await expect(openPage().complete(url)).rejects.toMatchObject({ code: 'ATTEMPT_UNKNOWN' })
      expect(browser.relayRequests).toEqual([])
    },
  )

  test('an address is good once, in the same page and in the next', async () => {
    const page = openPage()
    const url = callback(await begin(page))
    await page.complete(url)
    await expect(page.complete(url)).rejects.toMatchObject({ code: 'ATTEMPT_UNKNOWN' })
    await expect(openPage().complete(url)).rejects.toMatchObject({ code: 'ATTEMPT_UNKNOWN' })
    expect(browser.relayRequests).toHaveLength(1)
  })

  test('of two tabs with one address only the first redeems it, and the other knows no attempt', async () => {
    const url = callback(await begin(openPage()))
    const results = await Promise.allSettled([openPage().complete(url), openPage().complete(url)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ code: 'ATTEMPT_UNKNOWN' }) }),
    )
    expect(browser.relayRequests).toHaveLength(1)
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
    expect(browser.relayRequests).toEqual([])
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
    expect(browser.relayRequests).toEqual([])
  })

  test('an answer that names the right issuer is taken', async () => {
    const page = openPage()
    const url = callback(await begin(page), { code: 'the-code', iss: ISSUER })
    await expect(page.complete(url)).resolves.toMatchObject({ clientKey: 'one' })
  })

  test('an issuer that always names itself is not believed without a name', async () => {
    const page = openPage({ client: { namesItselfInCallback: true } })
    const url = callback(await begin(page), { code: 'the-code' })
    await expect(page.complete(url)).rejects.toMatchObject({ code: 'ISSUER_MISMATCH' })
    expect(browser.relayRequests).toEqual([])
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
    browser.relay = answer
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
    browser.relayRequests = []
    browser.relay = () => tokenAnswer({ auth_time: 7 })
    const page = openPage()
    expect(page.mayRestore('one')).toBe(true)
    await expect(page.renew('one')).resolves.toMatchObject({ renewal: 'possible' })
    expect(browser.relayRequests).toHaveLength(1)
    expect(Object.fromEntries(browser.relayRequests[0]?.form ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: SEALED_REFRESH_TOKEN,
      client_id: 'fairlead',
    })
  })

  test('callers at the same time share one request', async () => {
    const page = await signedIn()
    browser.relayRequests = []
    const [first, second] = await Promise.all([page.renew('one'), page.renew('one')])
    expect(second).toBe(first)
    expect(browser.relayRequests).toHaveLength(1)
  })

  test('an ended session is forgotten', async () => {
    const page = await signedIn()
    browser.relay = () => json({ error: 'invalid_grant' }, 400)
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    expect(page.mayRestore('one')).toBe(false)
    browser.relayRequests = []
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    expect(browser.relayRequests).toEqual([])
  })

  test('a network failure or a busy issuer forgets nothing', async () => {
    const page = await signedIn()
    browser.relay = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    browser.relay = () => json({ error: 'temporarily_unavailable' }, 503)
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' })
    expect(page.mayRestore('one')).toBe(true)
  })

  test.each([
    ['SESSION_ENDED', 'ended'],
    ['SESSION_SEALED_ELSEWHERE', 'another sealing key'],
    ['SUBJECT_MISMATCH', 'someone else'],
  ])('%s is final, in our own words', async (code, text) => {
    const page = await signedIn()
    browser.relay = () => json({ error: code, error_description: 'server speak' }, 400)
    await expect(page.renew('one')).rejects.toMatchObject({ code, message: expect.stringContaining(text) })
    expect(page.mayRestore('one')).toBe(false)
  })

  test('an answer without an ID token is not taken for a renewal', async () => {
    const page = await signedIn()
    browser.relay = () => json({ access_token: 'a', token_type: 'Bearer', expires_in: 600 })
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'ID_TOKEN_MISSING' })
  })

  test("the same person's sign-in in another tab does not end this one, someone else's does", async () => {
    const page = await signedIn()
    browser.relay = () => tokenAnswer({ auth_time: 1 })
    await page.renew('one')
    browser.relay = () => tokenAnswer({ auth_time: 2 })
    await page.renew('one')
    browser.relay = () => tokenAnswer({ sub: 'bob' })
    await expect(page.renew('one')).rejects.toMatchObject({ code: 'SUBJECT_MISMATCH' })
    expect(page.mayRestore('one')).toBe(true)
  })
})

describe('ending', () => {
  test('revokes at the relay and forgets the session', async () => {
    const page = await signedIn()
    browser.relayRequests = []
    browser.relay = () => json({ refreshToken: 'revoked' })
    await expect(page.end('one')).resolves.toBe('revoked')
    expect(browser.relayRequests.map(({ url }) => url)).toEqual(['/oidc/one/revocation'])
    expect(browser.relayRequests[0]?.headers.get('fairlead-relay')).toBe('1')
    expect(localStorage.length).toBe(0)
  })

  test('forgets the session even where the relay cannot be told', async () => {
    const page = await signedIn()
    browser.relay = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(page.end('one')).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    expect([page.mayRestore('one'), page.idTokenHint('one')]).toEqual([false, undefined])
  })

  test('a renewal that was under way does not bring the session back', async () => {
    const page = await signedIn()
    const { promise: answer, resolve: answerRenewal } = Promise.withResolvers<Response>()
    browser.relay = (_, url) => (url.endsWith('/token') ? answer : json({ refreshToken: 'revoked' }))
    browser.relayRequests = []
    const renewal = page.renew('one')
    await vi.waitFor(() => expect(browser.relayRequests.length).toBe(1))
    const end = page.end('one')
    answerRenewal(tokenAnswer({}))
    await expect(renewal).rejects.toMatchObject({ code: 'SESSION_ENDED' })
    await end
    expect(page.mayRestore('one')).toBe(false)
    expect(browser.relayRequests.map(({ url }) => url).at(-1)).toBe('/oidc/one/revocation')
  })

  test('an answer that cannot be read counts as none', async () => {
    const page = await signedIn()
    browser.relay = () => json({ refreshToken: 'eaten' })
    await expect(page.end('one')).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
  })
})

describe('ending the session at the issuer', () => {
  const endSessionEndpoint = `${ISSUER}/logout`

  function submittedForm() {
    const posted: { action: string; method: string; fields: Record<string, string> }[] = []
    vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(function (this: HTMLFormElement) {
      expect(this.isConnected).toBe(true)
      const fields = [...this.querySelectorAll('input')].map(({ name, value }) => [name, value] as const)
      posted.push({ action: this.action, method: this.method, fields: Object.fromEntries(fields) })
    })
    return posted
  }

  test('posts a form, so that no token is in an address, and leaves nothing in the page', () => {
    const posted = submittedForm()
    const page = openPage({ client: { endSessionEndpoint }, baseUrl: '/fairlead' })
    page.leaveForEndSession('one', { state: 'walk', idTokenHint: '"><b>' })
    expect(posted).toEqual([
      {
        action: endSessionEndpoint,
        method: 'post',
        fields: {
          id_token_hint: '"><b>',
          client_id: 'fairlead',
          post_logout_redirect_uri: `${location.origin}/fairlead/oidc-callback`,
          state: 'walk',
        },
      },
    ])
    expect(document.querySelector('form')).toBeNull()
  })

  test('without a hint, and with the redirect URI of the settings', () => {
    const posted = submittedForm()
    const redirectUri = 'https://public.example/oidc-callback'
    const page = openPage({ client: { endSessionEndpoint, redirectUri } })
    page.leaveForEndSession('one', { state: 'walk', idTokenHint: undefined })
    expect(posted[0]?.fields).toEqual({
      client_id: 'fairlead',
      post_logout_redirect_uri: redirectUri,
      state: 'walk',
    })
  })

  test('is not tried where the issuer has no endpoint for it', () => {
    const posted = submittedForm()
    expect(() => openPage().leaveForEndSession('one', { state: 'walk', idTokenHint: undefined })).toThrow(
      expect.objectContaining({ code: 'ISSUER_INVALID' }),
    )
    expect(posted).toEqual([])
  })
})
