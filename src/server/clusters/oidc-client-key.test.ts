import { describe, expect, test } from 'vitest'
import { oidcClientKey } from './oidc-client-key.ts'

const client = {
  issuer: 'https://issuer.example',
  clientId: 'fairlead',
  scopes: ['openid', 'email'],
  useAccessToken: false,
  authorizationParameters: {},
}

describe("an OIDC client's key", () => {
  test('stays the same from release to release, since cookies are bound to it', () => {
    expect(oidcClientKey(client)).toBe('MGdRGglK3ns0DGyJpbxpLQ')
  })

  test('fits a path segment', () => {
    expect(oidcClientKey(client)).toMatch(/^[\w-]{22}$/)
  })

  test('does not depend on the order of scopes, nor on one given twice', () => {
    expect(oidcClientKey({ ...client, scopes: ['email', 'openid', 'email'] })).toBe(oidcClientKey(client))
  })

  test('does not depend on the order of parameters', () => {
    const keyWith = (authorizationParameters: Record<string, string>) =>
      oidcClientKey({ ...client, authorizationParameters })
    expect(keyWith({ a: '1', b: '2' })).toBe(keyWith({ b: '2', a: '1' }))
    expect(keyWith({ a: '1', b: '2' })).not.toBe(keyWith({ a: '2', b: '1' }))
  })

  test('says nothing about the secret', () => {
    expect(oidcClientKey(Object.assign({ clientSecret: 'hush' }, client))).toBe(oidcClientKey(client))
  })

  test.each([
    { issuer: 'https://issuer.example/' },
    { clientId: 'Fairlead' },
    { scopes: ['openid'] },
    { scopes: ['openid email'] },
    { useAccessToken: true },
    { authorizationParameters: { acr_values: 'mfa' } },
  ])('differs with %j', (change) => {
    expect(oidcClientKey({ ...client, ...change })).not.toBe(oidcClientKey(client))
  })
})
