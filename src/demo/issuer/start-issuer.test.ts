import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_ACCOUNTS } from '../accounts.ts'
import { createSecretLedger } from '../secret-ledger.ts'
import { startIssuer } from './start-issuer.ts'
import { beginCodeFlow, createVisitor, requestTokens, type Answer } from './visitor.ts'

const REDIRECT_URI = 'http://127.0.0.1:4466/oidc-callback'
const PUBLIC = { client_id: 'public', redirect_uri: REDIRECT_URI }
const CONFIDENTIAL = { client_id: 'confidential', redirect_uri: REDIRECT_URI }

const secrets = createSecretLedger()
let issuer: Awaited<ReturnType<typeof startIssuer>>

beforeAll(async () => {
  issuer = await startIssuer({
    port: 0,
    clients: [
      { id: 'public', name: 'Fairlead', redirectUris: [REDIRECT_URI] },
      {
        id: 'confidential',
        name: '<b>Edge</b>',
        redirectUris: [REDIRECT_URI],
        secret: 'a-secret-of-a-client',
      },
    ],
    accounts: DEMO_ACCOUNTS,
    idTokenTtlS: 300,
    secrets,
  })
})
afterAll(() => issuer.close())

/** Signs in and allows; ends at the redirect to the application. */
async function signIn(account = 'ada', client: typeof PUBLIC = PUBLIC, visitor = createVisitor(issuer.url)) {
  const flow = beginCodeFlow(issuer.url, client)
  const consent = await visitor.post(await visitor.get(flow.url), 'login', { account })
  const back = await visitor.post(consent, 'consent', { decision: 'allow' })
  return { flow, visitor, code: codeOf(back) }
}

async function signInForTokens(account = 'ada') {
  const { flow, code } = await signIn(account)
  return requestTokens(issuer.url, exchange(code, flow.codeVerifier))
}

function exchange(code: string, codeVerifier: string) {
  return { ...PUBLIC, grant_type: 'authorization_code', code, code_verifier: codeVerifier }
}

function codeOf({ location }: Answer): string {
  return location?.searchParams.get('code') ?? ''
}

describe('signing in', () => {
  test('ends with an ID token that names the person and the groups', async () => {
    const tokens = await signInForTokens('tomas')
    expect(decodeJwt(String(tokens['id_token']))).toMatchObject({
      iss: issuer.url,
      aud: 'public',
      nonce: 'some-nonce',
      name: 'Tomás Lind',
      preferred_username: 'tomas',
      email: 'tomas@harbour.example',
      email_verified: true,
      groups: ['tracking-team'],
    })
  })

  test('works with a user name, or an e-mail address, and the password on the page', async () => {
    for (const username of ['ada', 'ada@harbour.example']) {
      const visitor = createVisitor(issuer.url)
      const page = await visitor.get(beginCodeFlow(issuer.url, PUBLIC).url)
      expect(page.body).toContain('ada / lighthouse')
      const next = await visitor.post(page, 'login', { username, password: 'lighthouse' })
      expect(next.body).toContain('Fairlead asks who you are')
    }
  })

  test('with a wrong password shows the page again, with what was typed as text', async () => {
    const visitor = createVisitor(issuer.url)
    const page = await visitor.get(beginCodeFlow(issuer.url, PUBLIC).url)
    const again = await visitor.post(page, 'login', { username: '"><script>', password: 'wrong' })
    expect(again.body).toContain('No account has this user name and password.')
    expect(again.body).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(again.body).not.toContain('<script>')
  })

  test('can be cancelled', async () => {
    const visitor = createVisitor(issuer.url)
    const back = await visitor.post(await visitor.get(beginCodeFlow(issuer.url, PUBLIC).url), 'abort', {})
    expect(back.location?.searchParams.get('error')).toBe('access_denied')
    expect(back.location?.searchParams.get('state')).toBe('some-state')
  })

  test('needs PKCE', async () => {
    const url = new URL(beginCodeFlow(issuer.url, PUBLIC).url)
    url.searchParams.delete('code_challenge')
    url.searchParams.delete('code_challenge_method')
    const answer = await createVisitor(issuer.url).get(url.href)
    expect(answer.location?.searchParams.get('error')).toBe('invalid_request')
  })

  test('goes nowhere for a redirect URI that is not registered', async () => {
    const url = beginCodeFlow(issuer.url, { ...PUBLIC, redirect_uri: 'https://evil.example/' }).url
    const answer = await createVisitor(issuer.url).get(url)
    expect(answer).toMatchObject({ status: 400, location: undefined })
    expect(answer.body).toContain('This sign-in cannot go on')
  })

  test('of another browser cannot be finished', async () => {
    const page = await createVisitor(issuer.url).get(beginCodeFlow(issuer.url, PUBLIC).url)
    const answer = await createVisitor(issuer.url).post(page, 'login', { account: 'ada' })
    expect(answer).toMatchObject({ status: 400, location: undefined })
  })
})

describe('consent', () => {
  test('refused goes back with access_denied', async () => {
    const visitor = createVisitor(issuer.url)
    const page = await visitor.get(beginCodeFlow(issuer.url, PUBLIC).url)
    const consent = await visitor.post(page, 'login', { account: 'ada' })
    const back = await visitor.post(consent, 'consent', { decision: 'cancel' })
    expect(back.location?.searchParams.get('error')).toBe('access_denied')
  })

  test('is asked once for each application in a session', async () => {
    const { visitor } = await signIn()
    const again = await visitor.get(beginCodeFlow(issuer.url, PUBLIC).url)
    expect(codeOf(again)).not.toBe('')
    const other = await visitor.get(beginCodeFlow(issuer.url, CONFIDENTIAL).url)
    expect(other.body).toContain('&lt;b&gt;Edge&lt;/b&gt; asks who you are')
  })

  test('lets one go on as somebody else', async () => {
    const visitor = createVisitor(issuer.url)
    const flow = beginCodeFlow(issuer.url, PUBLIC)
    const consent = await visitor.post(await visitor.get(flow.url), 'login', { account: 'ada' })
    const signInAgain = await visitor.post(consent, 'switch', {})
    const asKim = await visitor.post(signInAgain, 'login', { account: 'kim' })
    const back = await visitor.post(asKim, 'consent', { decision: 'allow' })
    const tokens = await requestTokens(issuer.url, exchange(codeOf(back), flow.codeVerifier))
    expect(decodeJwt(String(tokens['id_token']))['email']).toBe('kim@harbour.example')
  })
})

describe('tokens', () => {
  const refresh = (token: unknown) =>
    requestTokens(issuer.url, {
      client_id: 'public',
      grant_type: 'refresh_token',
      refresh_token: String(token),
    })

  test('can be renewed, with a new refresh token and a new ID token', async () => {
    const first = await signInForTokens()
    const second = await refresh(first['refresh_token'])
    expect(second.status).toBe(200)
    expect(second['refresh_token']).not.toBe(first['refresh_token'])
    expect(second['id_token']).toEqual(expect.any(String))
  })

  test('a refresh token that is used again ends the whole family', async () => {
    const first = await signInForTokens()
    const second = await refresh(first['refresh_token'])
    expect(await refresh(first['refresh_token'])).toMatchObject({ status: 400, error: 'invalid_grant' })
    expect(await refresh(second['refresh_token'])).toMatchObject({ status: 400, error: 'invalid_grant' })
  })

  test('cannot be renewed once revoked, and consent is asked again', async () => {
    const { flow, visitor, code } = await signIn()
    const tokens = await requestTokens(issuer.url, exchange(code, flow.codeVerifier))
    const body = new URLSearchParams({ client_id: 'public', token: String(tokens['refresh_token']) })
    expect((await fetch(`${issuer.url}/token/revocation`, { method: 'POST', body })).status).toBe(200)
    expect(await refresh(tokens['refresh_token'])).toMatchObject({ error: 'invalid_grant' })
    expect((await visitor.get(beginCodeFlow(issuer.url, PUBLIC).url)).body).toContain('asks who you are')
  })

  test('the confidential client gets none without its secret', async () => {
    const { flow, code } = await signIn('ada', CONFIDENTIAL)
    const refused = await requestTokens(issuer.url, { ...exchange(code, flow.codeVerifier), ...CONFIDENTIAL })
    expect(refused).toMatchObject({ status: 401, error: 'invalid_client' })
  })

  test('and codes are all in the ledger', async () => {
    const { flow, code } = await signIn()
    const tokens = await requestTokens(issuer.url, exchange(code, flow.codeVerifier))
    expect(secrets.all()).toEqual(
      expect.arrayContaining([code, tokens['access_token'], tokens['id_token'], tokens['refresh_token']]),
    )
  })
})

test('a sign-out at the provider ends its session', async () => {
  const { visitor } = await signIn()
  const page = await visitor.get(`${issuer.url}/session/end`)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const out = await visitor.post(page, 'session/end/confirm', { xsrf, logout: 'yes' })
  expect(out.body).toContain('Signed out')
  expect((await visitor.get(beginCodeFlow(issuer.url, PUBLIC).url)).body).toContain('Demo accounts')
})

test('a test can make an endpoint fail and count what was asked', async () => {
  const before = issuer.requests().jwks ?? 0
  issuer.failNext('jwks')
  expect((await fetch(`${issuer.url}/jwks`)).status).toBe(503)
  expect((await fetch(`${issuer.url}/jwks`)).status).toBe(200)
  expect(issuer.requests().jwks).toBe(before + 2)
})
