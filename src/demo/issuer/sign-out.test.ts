import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_ACCOUNTS } from '../accounts.ts'
import { createSecretLedger } from '../secret-ledger.ts'
import { ASKING, refresh, signIn, TEST_CLIENT } from './signed-in-visitor.ts'
import { startIssuer } from './start-issuer.ts'
import { beginCodeFlow, createVisitor, type Visitor } from './visitor.ts'

let issuer: Awaited<ReturnType<typeof startIssuer>>

beforeAll(async () => {
  issuer = await startIssuer({
    port: 0,
    clients: [TEST_CLIENT],
    accounts: DEMO_ACCOUNTS,
    idTokenTtlS: 300,
    traits: { clockOffsetS: 120 },
    secrets: createSecretLedger(),
  })
})
afterAll(() => issuer.close())

/** As a page of the application posts it. */
function signOut(visitor: Visitor, idToken: unknown, more: Readonly<Record<string, string>> = {}) {
  return visitor.submit(`${issuer.url}/session/end`, {
    id_token_hint: String(idToken),
    client_id: TEST_CLIENT.id,
    post_logout_redirect_uri: ASKING.redirect_uri,
    state: 'out; of here',
    ...more,
  })
}

const isSignedIn = async (visitor: Visitor) =>
  !(await visitor.get(beginCodeFlow(issuer.url, ASKING).url)).body.includes('Demo accounts')

test('a sign-out with the person’s own ID token asks nothing, ends all and comes back with its state', async () => {
  const { visitor, tokens } = await signIn(issuer.url)
  const back = await signOut(visitor, tokens['id_token'])
  expect(back.location?.origin).toBe(new URL(ASKING.redirect_uri).origin)
  expect(back.location?.searchParams.get('state')).toBe('out; of here')
  expect(await isSignedIn(visitor)).toBe(false)
  expect(await refresh(issuer.url, tokens)).toMatchObject({ error: 'invalid_grant' })
})

test('no token is in an address', async () => {
  const { visitor, tokens } = await signIn(issuer.url)
  await signOut(visitor, tokens['id_token'])
  expect(visitor.addresses().at(-1)).toContain('/session/end/')
  expect(visitor.addresses().join(' ')).not.toContain(String(tokens['id_token']))
})

test('somebody else’s ID token asks first, and staying is possible', async () => {
  const { visitor } = await signIn(issuer.url)
  const kim = await signIn(issuer.url, { account: 'kim' })
  const page = await signOut(visitor, kim.tokens['id_token'])
  expect(page.body).toContain('Sign out of Harbour ID?')
  expect(await isSignedIn(visitor)).toBe(true)
})

test('without an ID token asks first, and then comes back', async () => {
  const { visitor } = await signIn(issuer.url)
  const page = await signOut(visitor, undefined, { id_token_hint: '' })
  expect(page.body).toContain('Sign out of Harbour ID?')
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const back = await visitor.post(page, 'session/end/confirm', { xsrf, logout: 'yes' })
  expect(back.location?.searchParams.get('state')).toBe('out; of here')
  expect(await isSignedIn(visitor)).toBe(false)
})

test('whoever is signed out already comes straight back', async () => {
  const { tokens } = await signIn(issuer.url)
  const back = await signOut(createVisitor(issuer.url), tokens['id_token'])
  expect(back.location?.searchParams.get('state')).toBe('out; of here')
})

test('leads nowhere that is not registered', async () => {
  const { visitor, tokens } = await signIn(issuer.url)
  const page = await signOut(visitor, tokens['id_token'], {
    post_logout_redirect_uri: 'https://evil.example/',
  })
  expect(page).toMatchObject({ status: 400, location: undefined })
  expect(await isSignedIn(visitor)).toBe(true)
})
