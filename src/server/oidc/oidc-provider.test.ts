import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Provider } from 'oidc-provider'
import { SECRETS } from './issuer-fixture.ts'
import { startFairlead, type Fairlead } from './relay-fixture.ts'
import { CODE_VERIFIER, TestBrowser } from './test-browser-fixture.ts'

const REDIRECT_URI = 'https://fairlead.example/oidc-callback'

let server: Server
let provider: Provider
let fairlead: Fairlead
let browser: TestBrowser

beforeEach(async () => {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  provider = new Provider(url, {
    clients: [
      {
        client_id: 'fairlead',
        client_secret: SECRETS.clientSecret,
        redirect_uris: [REDIRECT_URI],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    features: { revocation: { enabled: true }, devInteractions: { enabled: false } },
    rotateRefreshToken: true,
  })
  const callback = provider.callback()
  server.on('request', (request, response) => void callback(request, response))
  fairlead = await startFairlead({ url })
  browser = new TestBrowser(fairlead)
})

afterEach(async () => {
  await fairlead.close()
  server.closeAllConnections()
  server.close()
})

/** What the provider does once a person has signed in and agreed. */
async function authorize(nonce: string): Promise<string> {
  const client = await provider.Client.find('fairlead')
  if (client === undefined) throw new Error('no such client')
  const grant = new provider.Grant({ accountId: 'ada', clientId: 'fairlead' })
  grant.addOIDCScope('openid offline_access')
  const code = new provider.AuthorizationCode({
    client,
    accountId: 'ada',
    grantId: await grant.save(),
    gty: 'authorization_code',
    redirectUri: REDIRECT_URI,
    scope: 'openid offline_access',
    nonce,
    codeChallenge: createHash('sha256').update(CODE_VERIFIER).digest('base64url'),
    codeChallengeMethod: 'S256',
  })
  return code.save()
}

test('a sign-in at oidc-provider is renewed through rotating refresh tokens, in any number of tabs', async () => {
  const signedIn = await browser.exchange(await authorize(await browser.nonce()))
  expect(signedIn.statusCode).toBe(200)
  for (let round = 0; round < 2; round++) {
    const tabs = await Promise.all([browser.renew(), browser.renew(), browser.renew()])
    expect(tabs.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  }
})

test('a refresh token that was revoked on signing out renews nothing, even from a copied cookie', async () => {
  await browser.exchange(await authorize(await browser.nonce()))
  const copied = new Map(browser.cookies)
  expect((await browser.revoke()).json()).toEqual({ refreshToken: 'revoked' })
  for (const [name, cookie] of copied) browser.cookies.set(name, cookie)
  expect((await browser.renew()).json().error).toBe('invalid_grant')
  expect(browser.sessionCookies()).toEqual([])
})

test('a code with another verifier is refused by oidc-provider, and the page is told', async () => {
  const code = await authorize(await browser.nonce())
  const response = await browser.exchange(code, { code_verifier: 'w'.repeat(64) })
  expect(response.statusCode).toBe(400)
  expect(response.json().error).toBe('invalid_grant')
})
