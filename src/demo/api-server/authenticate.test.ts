import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { authenticate, bearerOf, type TokenRules } from './authenticate.ts'

const ISSUER = 'http://127.0.0.1:4470'
const NOW_S = 1_900_000_000
const GOOD = {
  iss: ISSUER,
  aud: 'fairlead',
  sub: 'ada',
  exp: NOW_S + 60,
  email: 'ada@harbour.example',
  email_verified: true,
  groups: ['platform-admins'],
}

let rules: TokenRules
let key: CryptoKey
let strangersKey: CryptoKey

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256' }
  key = pair.privateKey
  strangersKey = (await generateKeyPair('RS256')).privateKey
  rules = { issuerUrl: ISSUER, clientId: 'fairlead', keys: createLocalJWKSet({ keys: [jwk] }) }
})

const sign = (claims: Readonly<Record<string, unknown>>, by = key) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(by)

const without = (claim: string) => Object.fromEntries(Object.entries(GOOD).filter(([name]) => name !== claim))

describe('a token is taken', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['as issued', GOOD, ['platform-admins', 'system:authenticated']],
    ['with one group as a string', { ...GOOD, groups: 'crew' }, ['crew', 'system:authenticated']],
    ['with no groups', without('groups'), ['system:authenticated']],
    [
      'for several audiences',
      { ...GOOD, aud: ['other', 'fairlead'] },
      ['platform-admins', 'system:authenticated'],
    ],
    [
      'that does not say whether the e-mail is verified',
      without('email_verified'),
      ['platform-admins', 'system:authenticated'],
    ],
  ])('%s', async (_name, claims, groups) => {
    const user = await authenticate(await sign(claims), rules, NOW_S * 1000)
    expect(user).toEqual({ username: 'ada@harbour.example', groups })
  })
})

describe('a token is refused', () => {
  test.each<[string, Record<string, unknown>]>([
    ['of another issuer', { ...GOOD, iss: 'https://elsewhere.example' }],
    ['whose issuer differs by a slash', { ...GOOD, iss: `${ISSUER}/` }],
    ['for another audience', { ...GOOD, aud: 'fairlead-edge' }],
    ['that has expired', { ...GOOD, exp: NOW_S }],
    ['that never expires', without('exp')],
    ['that is not valid yet', { ...GOOD, nbf: NOW_S + 3600 }],
    ['with an e-mail that is not verified', { ...GOOD, email_verified: false }],
    ['with "true" as a text', { ...GOOD, email_verified: 'true' }],
    ['without an e-mail', without('email')],
    ['of a user that poses as the system', { ...GOOD, email: 'system:admin' }],
    ['with groups that are numbers', { ...GOOD, groups: [1] }],
    ['with groups that are an object', { ...GOOD, groups: { crew: true } }],
  ])('%s', async (_name, claims) => {
    await expect(authenticate(await sign(claims), rules, NOW_S * 1000)).rejects.toThrow()
  })

  test('signed by a stranger', async () => {
    await expect(authenticate(await sign(GOOD, strangersKey), rules, NOW_S * 1000)).rejects.toThrow()
  })

  test('that is not signed at all', async () => {
    await expect(authenticate(new UnsecuredJWT(GOOD).encode(), rules, NOW_S * 1000)).rejects.toThrow()
  })
})

test.each([
  ['Bearer abc', 'abc'],
  ['bearer abc', 'abc'],
  ['Basic abc', undefined],
  ['Bearer ', undefined],
  [undefined, undefined],
])('the header %j holds the token %j', (header, token) => {
  expect(bearerOf(header)).toBe(token)
})
