import { createHmac, randomBytes } from 'node:crypto'
import { decodeJwt, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SECRETS, sendJson, startIssuer, type IssuerFixture } from './issuer-fixture.ts'
import { startFairlead, TestBrowser, type Fairlead, type FairleadOptions } from './relay-fixture.ts'

let issuer: IssuerFixture
let opened: Fairlead[]

beforeEach(async () => {
  issuer = await startIssuer()
  opened = []
})

/** No story may leave a secret in a log line. */
afterEach(async () => {
  const logs = opened.flatMap(({ logLines }) => logLines).join('\n')
  for (const secret of issuer.secrets) expect(logs).not.toContain(secret)
  await Promise.all(opened.map((fairlead) => fairlead.close()))
  await issuer.stop()
})

async function start(options: FairleadOptions = {}): Promise<Fairlead> {
  const fairlead = await startFairlead(issuer, options)
  opened.push(fairlead)
  return fairlead
}

const startBrowser = async (options: FairleadOptions = {}) => new TestBrowser(await start(options))

describe('a sign-in', () => {
  test('gives the page the ID token and its remaining life, and nothing else that is secret', async () => {
    const browser = await startBrowser()
    const response = await browser.signIn(issuer)
    expect(response.statusCode).toBe(200)
    expect(response.headers['cache-control']).toBe('no-store')
    const answer = response.json()
    expect(Object.keys(answer).sort()).toEqual(['expires_in', 'id_token', 'refresh_token', 'token_type'])
    expect(answer.refresh_token).toBe('sealed')
    expect(answer.expires_in).toBeGreaterThan(590)
    expect(response.body).not.toContain(SECRETS.accessToken)
    const kept = JSON.stringify([...browser.cookies])
    for (const secret of issuer.secrets) {
      if (secret !== answer.id_token) expect(response.body + kept).not.toContain(secret)
    }
  })

  test('keeps the refresh token in a cookie that scripts and other paths cannot see', async () => {
    const browser = await startBrowser({ listen: { baseUrl: '/fairlead' } })
    const nonce = await browser.nonce()
    const response = await browser.post('/fairlead/oidc/client1/token', {
      grant_type: 'authorization_code',
      code: issuer.grantCode(nonce),
      code_verifier: 'v'.repeat(43),
      redirect_uri: 'https://fairlead.example/fairlead/oidc-callback',
    })
    expect(response.statusCode).toBe(200)
    const [[name, { raw }] = ['', { raw: '' }]] = browser.sessionCookies()
    expect(name).toBe('__Http-fairlead-session-0')
    expect(raw).toMatch(/; HttpOnly/)
    expect(raw).toMatch(/; Secure/)
    expect(raw).toMatch(/; SameSite=Strict/)
    expect(raw).toMatch(/; Path=\/fairlead\/oidc\/client1(;|$)/)
  })

  test('on loopback without TLS sets cookies that every browser keeps there', async () => {
    const browser = new TestBrowser(await start(), 'localhost:4466')
    const code = issuer.grantCode(await browser.nonce())
    const own = { origin: 'http://localhost:4466' }
    await browser.exchange(code, { redirect_uri: 'http://localhost:4466/oidc-callback' }, own)
    expect([...browser.cookies.keys()]).toEqual(['fairlead-browser', 'fairlead-session-0'])
    for (const { raw } of browser.cookies.values()) expect(raw).not.toContain('Secure')
    expect((await browser.renew(own)).statusCode).toBe(200)
  })

  test('with oidc-use-access-token gives the access token, and its life', async () => {
    const browser = await startBrowser({ client: { useAccessToken: true } })
    const answer = (await browser.signIn(issuer)).json()
    expect(answer.access_token).toBe(SECRETS.accessToken)
    expect(answer.expires_in).toBeLessThanOrEqual(60)
  })

  test('with code and verifier stolen from another browser is refused', async () => {
    const fairlead = await start()
    const victim = new TestBrowser(fairlead)
    const thief = new TestBrowser(fairlead)
    await thief.nonce()
    const stolen = issuer.grantCode(await victim.nonce())
    const response = await thief.exchange(stolen)
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('NONCE_MISMATCH')
    expect(response.json()).not.toHaveProperty('id_token')
    expect(thief.sessionCookies()).toEqual([])
  })

  test('without the browser cookie does not reach the issuer', async () => {
    const browser = await startBrowser()
    const code = issuer.grantCode(await browser.nonce())
    browser.cookies.clear()
    expect((await browser.exchange(code)).json().error).toBe('NONCE_MISMATCH')
    expect(issuer.seenAt('/token')).toEqual([])
  })

  test.each(['', 'x.y', 'no-mac'])('with the nonce %j, which is not ours, is refused', async (nonce) => {
    const browser = await startBrowser()
    await browser.nonce()
    expect((await browser.exchange(issuer.grantCode(nonce))).json().error).toBe('NONCE_MISMATCH')
  })

  test('begun on one replica ends on another with the same sealing key', async () => {
    const sealingKeys = [randomBytes(32)]
    const browser = await startBrowser({ sealingKeys })
    const code = issuer.grantCode(await browser.nonce())
    browser.fairlead = await start({ sealingKeys })
    expect((await browser.exchange(code)).statusCode).toBe(200)
    browser.fairlead = await start({ sealingKeys: [randomBytes(32), ...sealingKeys] })
    expect((await browser.renew()).statusCode).toBe(200)
  })

  test('of a client that another one of the same issuer did not begin is refused', async () => {
    const sealingKeys = [randomBytes(32)]
    const browser = await startBrowser({ sealingKeys, client: { key: 'client2' } })
    const code = issuer.grantCode(await browser.nonce())
    browser.fairlead = await start({ sealingKeys })
    expect((await browser.exchange(code)).json().error).toBe('NONCE_MISMATCH')
  })
})

describe('the client shows the issuer who it is', () => {
  const basic = `Basic ${Buffer.from('fairlead:the%2Bclient+secret%2Fof%3Afairlead').toString('base64')}`
  test.each([
    { supported: undefined, forced: undefined, header: basic, inBody: null },
    {
      supported: ['client_secret_post', 'client_secret_basic'],
      forced: undefined,
      header: basic,
      inBody: null,
    },
    { supported: ['client_secret_post'], forced: undefined, header: undefined, inBody: SECRETS.clientSecret },
    {
      supported: ['client_secret_basic'],
      forced: 'client_secret_post',
      header: undefined,
      inBody: SECRETS.clientSecret,
    },
    { supported: ['private_key_jwt'], forced: undefined, header: basic, inBody: null },
    { supported: undefined, forced: 'none', header: undefined, inBody: null },
  ] as const)('supported $supported, set $forced', async ({ supported, forced, header, inBody }) => {
    issuer.faults.metadata = (document) => ({ ...document, token_endpoint_auth_methods_supported: supported })
    const browser = await startBrowser({ client: forced ? { tokenEndpointAuthMethod: forced } : {} })
    expect((await browser.signIn(issuer)).statusCode).toBe(200)
    expect(issuer.seenAt('/token')[0]?.authorization).toBe(header)
    expect(issuer.seenAt('/token')[0]?.form.get('client_secret')).toBe(inBody)
  })

  test('by its ID alone when it has no secret', async () => {
    const fairlead = await start()
    const { clientSecret: _, ...client } = fairlead.client
    expect(client).not.toHaveProperty('clientSecret')
    const publicClient = { ...client, clientSecret: undefined } as unknown as typeof fairlead.client
    const browser = await startBrowser({ client: publicClient })
    expect((await browser.signIn(issuer)).statusCode).toBe(200)
    expect(issuer.seenAt('/token')[0]?.form.get('client_id')).toBe('fairlead')
    expect(issuer.seenAt('/token')[0]?.authorization).toBeUndefined()
  })
})

describe('an ID token is refused', () => {
  const cases = [
    [
      'for another audience',
      (c: object) => ({ ...c, aud: 'other' }),
      /"aud" is "other", expected "fairlead"/,
    ],
    ['for no audience', (c: object) => ({ ...c, aud: [] }), /"aud" is \[\], expected "fairlead"/],
    [
      'of another issuer',
      (c: object) => ({ ...c, iss: 'https://evil.example' }),
      /"iss" is "https:\/\/evil.example"/,
    ],
    ['that has expired', (c: object) => ({ ...c, exp: 1_000_000_000 }), /expired \("exp"\) at 2001-09-09/],
    ['that never expires', (c: object) => ({ ...c, exp: undefined }), /"exp" is missing/],
    ['for nobody', (c: object) => ({ ...c, sub: undefined }), /"sub" is missing/],
    [
      'made for another party',
      (c: object) => ({ ...c, azp: 'other' }),
      /"azp" is "other", expected "fairlead"/,
    ],
  ] as const
  test.each(cases)('%s, naming the claim', async (_, claims, message) => {
    issuer.faults.claims = claims
    const response = await (await startBrowser()).signIn(issuer)
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('ID_TOKEN_INVALID')
    expect(response.json().error_description).toMatch(message)
  })

  test('without a signature, though discovery says that "none" is supported', async () => {
    issuer.faults.sign = async (claims) => `${encode({ alg: 'none' })}.${encode(claims)}.`
    expect((await (await startBrowser()).signIn(issuer)).json().error).toBe('ID_TOKEN_INVALID')
  })

  test('signed with the client secret, though discovery says that HS256 is supported', async () => {
    issuer.faults.sign = (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
        .sign(Buffer.from(SECRETS.clientSecret))
    const answer = (await (await startBrowser()).signIn(issuer)).json()
    expect(answer.error).toBe('ID_TOKEN_INVALID')
    expect(answer.error_description).toContain('"alg"')
  })

  test('with a signature that is not the issuer’s', async () => {
    issuer.faults.sign = async (claims) => {
      const text = `${encode({ alg: 'RS256', kid: 'k1' })}.${encode(claims)}`
      return `${text}.${createHmac('sha256', 'x').update(text).digest('base64url')}`
    }
    expect((await (await startBrowser()).signIn(issuer)).json().error_description).toContain('signature')
  })

  test('when there is none', async () => {
    issuer.faults.tokens = ({ id_token: _, ...answer }) => answer
    expect((await (await startBrowser()).signIn(issuer)).json().error).toBe('ID_TOKEN_MISSING')
  })

  test('unless the validator settings name what it names', async () => {
    issuer.faults.claims = (claims) => ({
      ...claims,
      aud: 'kubernetes',
      iss: 'https://alias.example',
      azp: 'fairlead',
    })
    const browser = await startBrowser({
      client: { expectedAudience: 'kubernetes', expectedIssuer: 'https://alias.example' },
    })
    expect((await browser.signIn(issuer)).statusCode).toBe(200)
  })
})

describe('a renewal', () => {
  test('sends the rotated refresh token, and only ever once', async () => {
    const browser = await startBrowser()
    await browser.signIn(issuer)
    for (let round = 0; round < 3; round++) expect((await browser.renew()).statusCode).toBe(200)
    const sent = issuer.seenAt('/token').flatMap(({ form }) => form.get('refresh_token') ?? [])
    expect(sent).toHaveLength(3)
    expect(new Set(sent).size).toBe(3)
  })

  test('asked for by two tabs at once, and by a third shortly after, is one request to the issuer', async () => {
    const fairlead = await start()
    const browser = new TestBrowser(fairlead)
    await browser.signIn(issuer)
    const late = new TestBrowser(fairlead)
    for (const [name, cookie] of browser.cookies) late.cookies.set(name, cookie)
    const [first, second] = await Promise.all([browser.renew(), browser.renew()])
    const third = await late.renew()
    expect([first, second, third].map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect(issuer.seenAt('/token')).toHaveLength(2)
    expect((await late.renew()).statusCode).toBe(200)
  })

  test('without a cookie says that the session has ended, without asking the issuer', async () => {
    const browser = await startBrowser()
    const response = await browser.renew()
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('SESSION_ENDED')
    expect(issuer.seenAt('/token')).toEqual([])
  })

  test('with a cookie sealed by an unknown key ends the session and clears the cookie', async () => {
    const browser = await startBrowser()
    await browser.signIn(issuer)
    browser.fairlead = await start()
    expect((await browser.renew()).json().error).toBe('SESSION_ENDED')
    expect(browser.sessionCookies()).toEqual([])
  })

  test('ends with the session, counted from the sign-in, however often it was renewed', async () => {
    let nowMs = Math.floor(Date.now() / 1000) * 1000
    issuer.faults.claims = (claims) => ({ ...claims, exp: Math.floor(nowMs / 1000) + 600 })
    const browser = await startBrowser({ sessionTtlS: 3600, nowMs: () => nowMs })
    await browser.signIn(issuer)
    nowMs += 3000_000
    expect((await browser.renew()).statusCode).toBe(200)
    expect(browser.sessionCookies()[0]?.[1].raw).toContain('Max-Age=600')
    nowMs += 601_000
    expect((await browser.renew()).json().error).toBe('SESSION_ENDED')
    expect(browser.sessionCookies()).toEqual([])
  })

  test('for another person than the one who signed in is refused', async () => {
    const browser = await startBrowser()
    await browser.signIn(issuer)
    issuer.faults.claims = (claims) => ({ ...claims, sub: 'mallory' })
    const response = await browser.renew()
    expect(response.json().error).toBe('ID_TOKEN_INVALID')
    expect(response.body).not.toContain('mallory')
  })

  test('without an ID token is told apart, and keeps the rotated refresh token', async () => {
    const browser = await startBrowser()
    await browser.signIn(issuer)
    issuer.faults.tokens = ({ id_token, ...answer }, grant) =>
      grant === 'refresh_token' ? answer : { id_token, ...answer }
    const response = await browser.renew()
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('ID_TOKEN_MISSING')
    delete issuer.faults.tokens
    expect((await browser.renew()).statusCode).toBe(200)
  })

  test('that cannot be verified now, since the keys cannot be had, keeps the rotated refresh token', async () => {
    const sealingKeys = [randomBytes(32)]
    const browser = await startBrowser({ sealingKeys })
    await browser.signIn(issuer)
    browser.fairlead = await start({ sealingKeys })
    issuer.faults.answer = (path, response) => {
      if (path === '/jwks') response.writeHead(500).end()
      return path === '/jwks'
    }
    expect((await browser.renew()).json().error).toBe('ISSUER_INVALID')
    delete issuer.faults.answer
    expect((await browser.renew()).statusCode).toBe(200)
  })

  test('without an ID token is enough where Kubernetes is shown the access token', async () => {
    const browser = await startBrowser({ client: { useAccessToken: true } })
    await browser.signIn(issuer)
    issuer.faults.tokens = ({ id_token: _, ...answer }) => answer
    const answer = (await browser.renew()).json()
    expect(answer.access_token).toBe(SECRETS.accessToken)
    expect(answer).not.toHaveProperty('id_token')
  })

  test('without a new refresh token keeps the old one', async () => {
    const browser = await startBrowser()
    await browser.signIn(issuer)
    issuer.faults.tokens = ({ refresh_token: _, ...answer }) => answer
    await browser.renew()
    const before = issuer.seenAt('/token').at(-1)?.form.get('refresh_token')
    await browser.renew()
    expect(issuer.seenAt('/token').at(-1)?.form.get('refresh_token')).toBe(before)
  })

  test('that the issuer refuses clears the cookie and says what the issuer said', async () => {
    const browser = await startBrowser()
    await browser.signIn(issuer)
    issuer.faults.answer = (path, response) => {
      if (path === '/token')
        sendJson(response, 400, { error: 'invalid_grant', error_description: 'Session\nended' })
      return path === '/token'
    }
    const response = await browser.renew()
    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({ error: 'invalid_grant', error_description: 'Session ended' })
    expect(browser.sessionCookies()).toEqual([])
  })

  test('while the issuer is in trouble keeps the session for later', async () => {
    const browser = await startBrowser()
    await browser.signIn(issuer)
    issuer.faults.answer = (path, response) => {
      if (path === '/token') response.writeHead(503).end('maintenance')
      return path === '/token'
    }
    const response = await browser.renew()
    expect(response.statusCode).toBe(502)
    expect(response.json().error).toBe('ISSUER_UNREACHABLE')
    delete issuer.faults.answer
    expect((await browser.renew()).statusCode).toBe(200)
  })
})

describe('an issuer without refresh tokens', () => {
  beforeEach(() => {
    issuer.faults.tokens = ({ refresh_token: _, ...answer }) => answer
  })

  test('leaves a session that a reload restores, without asking it, until the ID token ends', async () => {
    let nowMs = Date.now()
    const browser = await startBrowser({ nowMs: () => nowMs })
    const signedIn = (await browser.signIn(issuer)).json()
    expect(signedIn.refresh_token).toBe('sealed-until-expiry')
    nowMs += 300_000
    const restored = (await browser.renew()).json()
    expect(restored).toMatchObject({ id_token: signedIn.id_token, refresh_token: 'sealed-until-expiry' })
    expect(restored.expires_in).toBeLessThanOrEqual(300)
    expect(issuer.seenAt('/token')).toHaveLength(1)
    nowMs += 301_000
    expect((await browser.renew()).json().error).toBe('SESSION_ENDED')
  })

  test('and with an ID token of 16 KiB still signs in, without the cookie', async () => {
    issuer.faults.claims = (claims) => ({ ...claims, groups: 'g'.repeat(16_384) })
    const browser = await startBrowser()
    const response = await browser.signIn(issuer)
    expect(response.statusCode).toBe(200)
    expect(decodeJwt(response.json().id_token)['groups']).toHaveLength(16_384)
    expect(response.json()).not.toHaveProperty('refresh_token')
    expect(browser.sessionCookies()).toEqual([])
  })
})

describe('a refresh token', () => {
  test.each([2_800, 12_000])('of %i bytes travels in cookies that browsers take', async (length) => {
    issuer.faults.tokens = (answer) => ({
      ...answer,
      refresh_token: `${'r'.repeat(length)}${String(answer['refresh_token'])}`,
    })
    const browser = await startBrowser()
    expect((await browser.signIn(issuer)).statusCode).toBe(200)
    for (const { raw } of browser.cookies.values()) expect(raw.length).toBeLessThan(4096)
    await browser.renew()
    expect(issuer.seenAt('/token').at(-1)?.form.get('refresh_token')).toHaveLength(
      length + 'refresh-token-2'.length,
    )
  })

  test('too large for the cookies is refused, saying so', async () => {
    issuer.faults.tokens = (answer) => ({ ...answer, refresh_token: 'r'.repeat(20_000) })
    const browser = await startBrowser()
    expect((await browser.signIn(issuer)).json().error).toBe('SESSION_TOO_LARGE')
    expect(browser.sessionCookies()).toEqual([])
  })
})

describe('only our own pages are answered', () => {
  test.each([
    ['a sibling subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://evil.fairlead.example' }],
    [
      'a sibling subdomain in a browser without fetch metadata',
      { 'sec-fetch-site': undefined, origin: 'https://evil.fairlead.example' },
    ],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a sandboxed frame', { 'sec-fetch-site': undefined, origin: 'null' }],
    ['another port', { 'sec-fetch-site': undefined, origin: 'https://fairlead.example:8443' }],
    ['the address bar', { 'sec-fetch-site': 'none', origin: undefined }],
    ['a form, which cannot set the header', { 'fairlead-relay': undefined }],
    ['a body that needs no preflight', { 'content-type': 'text/plain' }],
    ['JSON', { 'content-type': 'application/json' }],
  ])('not %s', async (_, headers) => {
    const browser = await startBrowser()
    await browser.signIn(issuer)
    const before = issuer.seen.length
    const response = await browser.renew(headers)
    expect(response.statusCode).toBe(403)
    expect(response.json().error).toBe('RELAY_ORIGIN_REFUSED')
    expect(response.headers['set-cookie']).toBeUndefined()
    expect(response.headers['access-control-allow-origin']).toBeUndefined()
    expect(issuer.seen).toHaveLength(before)
  })

  test('by the public origin, where the proxy in front changes Host', async () => {
    const browser = new TestBrowser(
      await start({ listen: { publicOrigin: 'https://fairlead.example' } }),
      'fairlead.internal:8080',
    )
    const code = issuer.grantCode(await browser.nonce())
    const redirect = { redirect_uri: 'https://fairlead.example/oidc-callback' }
    expect((await browser.exchange(code, redirect)).statusCode).toBe(403)
    expect((await browser.exchange(code, redirect, { origin: 'https://fairlead.example' })).statusCode).toBe(
      200,
    )
  })
})

describe('a request that our pages do not send is refused', () => {
  test.each([
    ['an unknown grant', { grant_type: 'password' }],
    ['a short verifier', { code_verifier: 'v'.repeat(42) }],
    ['a verifier with other characters', { code_verifier: `${'v'.repeat(60)}%` }],
    ['no code', { code: '' }],
  ])('%s', async (_, changes) => {
    const browser = await startBrowser()
    const response = await browser.exchange(issuer.grantCode(await browser.nonce()), changes)
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('RELAY_REQUEST_INVALID')
    expect(issuer.seenAt('/token')).toEqual([])
  })

  test.each([
    'https://evil.example/oidc-callback',
    'https://fairlead.example/oidc-callback/',
    'http://fairlead.example/oidc-callback',
  ])('the redirect URI %s', async (redirect_uri) => {
    const browser = await startBrowser()
    const response = await browser.exchange(issuer.grantCode(await browser.nonce()), { redirect_uri })
    expect(response.json().error).toBe('REDIRECT_URI_MISMATCH')
    expect(issuer.seenAt('/token')).toEqual([])
  })

  test('any redirect URI but the configured callback URL', async () => {
    const callbackUrl = 'https://public.example/oidc-callback'
    const browser = await startBrowser({ client: { callbackUrl } })
    const nonce = await browser.nonce()
    expect((await browser.exchange(issuer.grantCode(nonce))).json().error).toBe('REDIRECT_URI_MISMATCH')
    expect((await browser.exchange(issuer.grantCode(nonce), { redirect_uri: callbackUrl })).statusCode).toBe(
      200,
    )
    expect(issuer.seenAt('/token')[0]?.form.get('redirect_uri')).toBe(callbackUrl)
  })

  test('an unknown OIDC client', async () => {
    const response = await (await startBrowser()).post('/oidc/other/token', { grant_type: 'refresh_token' })
    expect(response.statusCode).toBe(404)
    expect(response.json().error).toBe('OIDC_CLIENT_UNKNOWN')
  })

  test('a body beyond the limit', async () => {
    const browser = await startBrowser()
    const response = await browser.exchange('c'.repeat(40_000))
    expect(response.statusCode).toBe(413)
    expect(response.json().error).toBe('RELAY_REQUEST_INVALID')
  })
})

describe('what the token endpoint answers', () => {
  test('a refusal is passed on without the code and the verifier that it quotes', async () => {
    const browser = await startBrowser()
    await browser.nonce()
    const response = await browser.exchange('not-a-code-of-ours')
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('invalid_grant')
    expect(response.body).not.toContain('not-a-code-of-ours')
    expect(response.body).not.toContain('vvvv')
  })

  test('invalid_client with a challenge is passed on as itself, and asks no browser for a password', async () => {
    issuer.faults.answer = (path, response) => {
      if (path === '/token') {
        response.setHeader('www-authenticate', 'Basic realm="x"')
        sendJson(response, 401, { error: 'invalid_client', error_description: 'd'.repeat(5000) })
      }
      return path === '/token'
    }
    const response = await (await startBrowser()).signIn(issuer)
    expect(response.statusCode).toBe(400)
    expect(response.headers['www-authenticate']).toBeUndefined()
    expect(response.json().error).toBe('invalid_client')
    expect(response.json().error_description.length).toBeLessThanOrEqual(500)
  })

  test('a redirect is not followed', async () => {
    issuer.faults.answer = (path, response) => {
      if (path === '/token') response.writeHead(307, { location: `${issuer.url}/elsewhere` }).end()
      return path === '/token'
    }
    const response = await (await startBrowser()).signIn(issuer)
    expect(response.statusCode).toBe(502)
    expect(response.json().error).toBe('ISSUER_INVALID')
    expect(issuer.seenAt('/elsewhere')).toEqual([])
  })

  test.each([
    ['HTML', 200, '<html>', 'ISSUER_INVALID'],
    ['a body without end', 200, ' '.repeat(1_100_000), 'ISSUER_INVALID'],
    ['a firewall’s page', 403, '<html>', 'TOKEN_REQUEST_REFUSED'],
    ['an error of its server', 500, '{"error":"unknown_error"}', 'ISSUER_UNREACHABLE'],
  ])('%s is a failure of the issuer', async (_, status, body, code) => {
    issuer.faults.answer = (path, response) => {
      if (path === '/token') response.writeHead(status).end(body)
      return path === '/token'
    }
    const response = await (await startBrowser()).signIn(issuer)
    expect(response.statusCode).toBe(502)
    expect(response.json().error).toBe(code)
  })
})

describe('signing out', () => {
  test('revokes the refresh token and clears every cookie chunk', async () => {
    issuer.faults.tokens = (answer) => ({
      ...answer,
      refresh_token: `${'r'.repeat(6000)}${String(answer['refresh_token'])}`,
    })
    const browser = await startBrowser()
    await browser.signIn(issuer)
    expect(browser.sessionCookies().length).toBeGreaterThan(1)
    expect((await browser.revoke()).json()).toEqual({ refreshToken: 'revoked' })
    expect(browser.sessionCookies()).toEqual([])
    const revoked = issuer.seenAt('/revoke')[0]
    expect(revoked?.form.get('token')).toMatch(/^r{6000}refresh-token-/)
    expect(revoked?.form.get('token_type_hint')).toBe('refresh_token')
    expect(revoked?.authorization).toMatch(/^Basic /)
    expect((await browser.renew()).json().error).toBe('SESSION_ENDED')
  })

  test('clears the cookie also where the issuer cannot or will not revoke', async () => {
    const browser = await startBrowser()
    issuer.faults.metadata = ({ revocation_endpoint: _, ...document }) => document
    await browser.signIn(issuer)
    expect((await browser.revoke()).json()).toEqual({ refreshToken: 'not-supported' })
    expect(browser.sessionCookies()).toEqual([])

    delete issuer.faults.metadata
    browser.fairlead = await start()
    await browser.signIn(issuer)
    issuer.faults.answer = (path, response) => {
      if (path === '/revoke') response.writeHead(503).end()
      return path === '/revoke'
    }
    expect((await browser.revoke()).json()).toEqual({ refreshToken: 'refused' })
    expect(browser.sessionCookies()).toEqual([])
  })

  test('without a session revokes nothing', async () => {
    expect((await (await startBrowser()).revoke()).json()).toEqual({ refreshToken: 'none' })
  })
})

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
