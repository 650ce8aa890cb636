import { describe, expect, test } from 'vitest'
import { tellRelayStories } from './relay-story-fixture.ts'

const story = tellRelayStories()

describe('a request that our pages do not send is refused', () => {
  test.each([
    ['an unknown grant', { grant_type: 'password' }],
    ['a short verifier', { code_verifier: 'v'.repeat(42) }],
    ['a verifier with other characters', { code_verifier: `${'v'.repeat(60)}%` }],
    ['no code', { code: '' }],
  ])('%s', async (_, changes) => {
    const browser = await story.startBrowser()
    const response = await browser.exchange(story.issuer.grantCode(await browser.nonce()), changes)
    expect(response.statusCode).toBe(400)
    expect(response.json().error).toBe('RELAY_REQUEST_INVALID')
    expect(story.issuer.seenAt('/token')).toEqual([])
  })

  test.each([
    'https://evil.example/oidc-callback',
    'https://fairlead.example/oidc-callback/',
    'http://fairlead.example/oidc-callback',
  ])('the redirect URI %s', async (redirect_uri) => {
    const browser = await story.startBrowser()
    const response = await browser.exchange(story.issuer.grantCode(await browser.nonce()), { redirect_uri })
    expect(response.json().error).toBe('REDIRECT_URI_MISMATCH')
    expect(story.issuer.seenAt('/token')).toEqual([])
  })

  test('any redirect URI but the configured callback URL', async () => {
    const callbackUrl = 'https://public.example/oidc-callback'
    const browser = await story.startBrowser({ client: { callbackUrl } })
    const nonce = await browser.nonce()
    expect((await browser.exchange(story.issuer.grantCode(nonce))).json().error).toBe('REDIRECT_URI_MISMATCH')
    expect(
      (await browser.exchange(story.issuer.grantCode(nonce), { redirect_uri: callbackUrl })).statusCode,
    ).toBe(200)
    expect(story.issuer.seenAt('/token')[0]?.form.get('redirect_uri')).toBe(callbackUrl)
  })

  test('an unknown OIDC client', async () => {
    const response = await (
      await story.startBrowser()
    ).post('/oidc/other/token', { grant_type: 'refresh_token' })
    expect(response.statusCode).toBe(404)
    expect(response.json().error).toBe('OIDC_CLIENT_UNKNOWN')
  })

  test('a body beyond the limit', async () => {
    const browser = await story.startBrowser()
    const response = await browser.exchange('c'.repeat(40_000))
    expect(response.statusCode).toBe(413)
    expect(response.json().error).toBe('RELAY_REQUEST_INVALID')
  })
})
