import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DEMO_ACCOUNTS } from '../accounts.ts'
import { createSecretLedger, type SecretLedger } from '../secret-ledger.ts'
import type { IssuerTraits } from './issuer-traits.ts'
import { ASKING, refresh, signIn, TEST_CLIENT } from './signed-in-visitor.ts'
import { startIssuer } from './start-issuer.ts'
import { beginCodeFlow, createVisitor } from './visitor.ts'

const TTL_S = 300

async function start(traits: IssuerTraits = {}, secrets: SecretLedger = createSecretLedger()) {
  const issuer = await startIssuer({
    port: 0,
    clients: [TEST_CLIENT],
    accounts: DEMO_ACCOUNTS,
    idTokenTtlS: TTL_S,
    traits,
    secrets,
  })
  onTestFinished(() => issuer.close())
  return issuer
}

async function discovery(url: string) {
  const response = await fetch(`${url}/.well-known/openid-configuration`)
  return (await response.json()) as Record<string, unknown>
}

const claims = (token: unknown) => decodeJwt(String(token))

describe('an identity provider', () => {
  test('without refresh tokens issues none', async () => {
    const { tokens } = await signIn((await start({ refreshTokens: false })).url)
    expect(tokens).toMatchObject({ status: 200, id_token: expect.any(String) })
    expect(tokens['refresh_token']).toBeUndefined()
  })

  test('without rotation answers a refresh without a refresh token, and takes the old one again', async () => {
    const { url, reuseDetected } = await start({ rotation: false })
    const { tokens } = await signIn(url)
    const renewed = await refresh(url, tokens)
    expect(renewed).toMatchObject({ status: 200, id_token: expect.any(String) })
    expect(renewed['refresh_token']).toBeUndefined()
    expect((await refresh(url, tokens)).status).toBe(200)
    expect(reuseDetected()).toBe(0)
  })

  test('without an ID token on refresh still gives one at the sign-in', async () => {
    const { url } = await start({ idTokenOnRefresh: false })
    const { tokens } = await signIn(url)
    expect(tokens['id_token']).toEqual(expect.any(String))
    const renewed = await refresh(url, tokens)
    expect(renewed).toMatchObject({ status: 200, refresh_token: expect.any(String) })
    expect(renewed['id_token']).toBeUndefined()
  })

  test.each(['end_session_endpoint', 'revocation_endpoint'])('can do without %s', async (endpoint) => {
    expect(await discovery((await start()).url)).toHaveProperty(endpoint)
    const { url } = await start({ endSession: false, revocation: false })
    expect(await discovery(url)).not.toHaveProperty(endpoint)
    expect((await fetch(`${url}/session/end`)).status).toBe(404)
    expect((await fetch(`${url}/token/revocation`, { method: 'POST' })).status).toBe(404)
  })

  test.each([-120, 120])('whose clock is %i s off signs what it writes', async (clockOffsetS) => {
    const secrets = createSecretLedger()
    const { url } = await start({ clockOffsetS }, secrets)
    const startedS = Date.now() / 1000
    const { tokens } = await signIn(url, { params: { max_age: '3600' } })
    for (const token of [tokens['id_token'], (await refresh(url, tokens))['id_token']]) {
      const { iat = 0, exp = 0, auth_time } = claims(token)
      expect(Math.abs(iat - startedS - clockOffsetS)).toBeLessThan(60)
      expect(exp - iat).toBe(TTL_S)
      expect(Math.abs(Number(auth_time) - startedS - clockOffsetS)).toBeLessThan(60)
      const keys = createRemoteJWKSet(new URL(`${url}/jwks`))
      await jwtVerify(String(token), keys, { issuer: url, audience: TEST_CLIENT.id })
      expect(secrets.all()).toContain(token)
    }
  })
})

describe('a test can', () => {
  test('have the next refresh answered for somebody else, once', async () => {
    const { url, answerNextRefreshAs } = await start()
    const { tokens } = await signIn(url)
    const [, tomas] = DEMO_ACCOUNTS
    if (tomas) answerNextRefreshAs(tomas)
    const other = await refresh(url, tokens)
    expect(claims(other['id_token'])).toMatchObject({ sub: 'tomas', email: 'tomas@harbour.example' })
    expect(claims((await refresh(url, other))['id_token']).sub).toBe('ada')
  })

  test('shorten the life of what is issued from now on', async () => {
    const { url, setIdTokenTtlS } = await start()
    const { tokens } = await signIn(url)
    setIdTokenTtlS(30)
    const renewed = await refresh(url, tokens)
    const { iat = 0, exp = 0 } = claims(renewed['id_token'])
    expect(exp - iat).toBe(30)
    expect(renewed['expires_in']).toBe(30)
  })

  test('count refresh tokens that came twice', async () => {
    const { url, reuseDetected } = await start()
    const { tokens } = await signIn(url)
    await refresh(url, tokens)
    expect(reuseDetected()).toBe(0)
    expect(await refresh(url, tokens)).toMatchObject({ error: 'invalid_grant' })
    expect(reuseDetected()).toBe(1)
  })

  test('count them when they came at the same time, too: the family ends', async () => {
    const { url, reuseDetected } = await start()
    const { tokens } = await signIn(url)
    const answers = await Promise.all([1, 2, 3].map(() => refresh(url, tokens)))
    const accepted = answers.filter(({ status }) => status === 200)
    expect(accepted.length).toBeLessThan(2)
    expect(reuseDetected()).toBeGreaterThan(0)
    for (const answer of accepted)
      expect(await refresh(url, answer)).toMatchObject({ error: 'invalid_grant' })
  })

  test('see what the last authorization request asked for, and nothing that is new each time', async () => {
    const { url, lastAuthorizationRequest } = await start()
    expect(lastAuthorizationRequest()).toBeUndefined()
    await createVisitor(url).get(beginCodeFlow(url, { ...ASKING, login_hint: 'kim', ui: 'x' }).url)
    expect(lastAuthorizationRequest()).toEqual({
      ...ASKING,
      response_type: 'code',
      scope: 'openid profile email groups',
      code_challenge_method: 'S256',
      login_hint: 'kim',
      ui: 'x',
    })
  })

  test('take it down and bring it back, with its sessions', async () => {
    const { url, goDown, comeBack } = await start()
    const { tokens } = await signIn(url)
    await goDown()
    expect((await fetch(`${url}/jwks`)).status).toBe(503)
    expect((await fetch(`${url}/token`, { method: 'POST' })).status).toBe(503)
    await comeBack()
    await goDown('refuses-connections')
    await expect(fetch(`${url}/jwks`)).rejects.toThrow()
    await comeBack()
    expect((await refresh(url, tokens)).status).toBe(200)
  })
})
