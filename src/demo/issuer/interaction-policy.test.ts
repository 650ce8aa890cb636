import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_ACCOUNTS } from '../accounts.ts'
import { createSecretLedger } from '../secret-ledger.ts'
import { ASKING, signIn, TEST_CLIENT } from './signed-in-visitor.ts'
import { startIssuer } from './start-issuer.ts'
import { beginCodeFlow, createVisitor, type Visitor } from './visitor.ts'

let issuer: Awaited<ReturnType<typeof startIssuer>>

beforeAll(async () => {
  issuer = await startIssuer({
    port: 0,
    clients: [TEST_CLIENT],
    accounts: DEMO_ACCOUNTS,
    idTokenTtlS: 300,
    secrets: createSecretLedger(),
  })
})
afterAll(() => issuer.close())

const ask = (visitor: Visitor, params: Readonly<Record<string, string>>) =>
  visitor.get(beginCodeFlow(issuer.url, { ...ASKING, ...params }).url)

describe('prompt', () => {
  test('values are named in discovery', async () => {
    const response = await fetch(`${issuer.url}/.well-known/openid-configuration`)
    const { prompt_values_supported } = (await response.json()) as { prompt_values_supported: string[] }
    expect(prompt_values_supported).toEqual(['none', 'login', 'consent', 'select_account'])
  })

  test.each(['select_account', 'select_account login'])('%s lets one be somebody else', async (prompt) => {
    const { visitor } = await signIn(issuer.url)
    const chooser = await ask(visitor, { prompt })
    expect(chooser.body).toContain('Choose an account')
    expect(chooser.body.match(/Signed in</g)).toHaveLength(1)
    const { tokens } = await signIn(issuer.url, { visitor, account: 'kim', params: { prompt } })
    expect(decodeJwt(String(tokens['id_token'])).sub).toBe('kim')
  })

  test('select_account is satisfied with the same account', async () => {
    const { visitor } = await signIn(issuer.url)
    const { tokens } = await signIn(issuer.url, { visitor, params: { prompt: 'select_account' } })
    expect(decodeJwt(String(tokens['id_token'])).sub).toBe('ada')
  })

  test('select_account works for whoever is not signed in', async () => {
    const { tokens } = await signIn(issuer.url, { params: { prompt: 'select_account login' } })
    expect(decodeJwt(String(tokens['id_token'])).sub).toBe('ada')
  })

  test('login asks for a sign-in although there is a session', async () => {
    const { visitor } = await signIn(issuer.url)
    expect((await ask(visitor, {})).location).toBeDefined()
    expect((await ask(visitor, { prompt: 'login' })).body).toContain('Demo accounts')
  })

  test('none is refused without a session', async () => {
    const answer = await ask(createVisitor(issuer.url), { prompt: 'none' })
    expect(answer.location?.searchParams.get('error')).toBe('login_required')
  })
})

test('login_hint is typed in already', async () => {
  const page = await ask(createVisitor(issuer.url), { login_hint: 'kim@harbour.example' })
  expect(page.body).toContain('value="kim@harbour.example"')
})

describe('acr_values', () => {
  const passkey = { acr_values: 'urn:harbour:passkey urn:harbour:password' }

  test('are shown, also after a wrong password, and end up in the ID token', async () => {
    const visitor = createVisitor(issuer.url)
    const page = await ask(visitor, passkey)
    expect(page.body).toContain('<code>urn:harbour:passkey</code>')
    const again = await visitor.post(page, 'login', { username: 'ada', password: 'wrong' })
    expect(again.body).toContain('<code>urn:harbour:passkey</code>')
    const { tokens } = await signIn(issuer.url, { params: passkey })
    expect(decodeJwt(String(tokens['id_token']))['acr']).toBe('urn:harbour:passkey')
  })

  test('ask again for a sign-in where the session is of another level, once', async () => {
    const { visitor, tokens } = await signIn(issuer.url)
    expect(decodeJwt(String(tokens['id_token']))).not.toHaveProperty('acr')
    expect((await ask(visitor, passkey)).body).toContain('Demo accounts')
    await signIn(issuer.url, { visitor, params: passkey })
    expect((await ask(visitor, passkey)).location).toBeDefined()
  })
})
