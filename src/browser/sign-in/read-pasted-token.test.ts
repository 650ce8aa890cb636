import { describe, expect, test } from 'vitest'
import { readPastedToken } from './read-pasted-token.ts'

const NOW_S = 1_000_000
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (claims: object, signature = 'c2ln') =>
  `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}.${signature}`
const read = (text: string) => readPastedToken(text, NOW_S)

describe('a pasted token', () => {
  test('that is a JWT says what it says about itself', () => {
    const token = jwt({ iss: 'https://a.example', sub: 'ädä', aud: 'kubernetes', exp: NOW_S + 60 })
    expect(read(token)).toEqual({
      status: 'usable',
      bearerToken: token,
      format: 'jwt',
      issuer: 'https://a.example',
      subject: 'ädä',
      audience: ['kubernetes'],
      expiresAtS: NOW_S + 60,
    })
  })

  test('may have claims that are odd or missing', () => {
    expect(read(jwt({ iss: 7, aud: ['a', 'b'] }))).toMatchObject({ format: 'jwt', audience: ['a', 'b'] })
    expect(read(jwt({ aud: 7, exp: 'soon' }))).toMatchObject({ format: 'jwt', audience: [] })
  })

  test.each([1e300, -1e300, 8.65e12])('may name %d as its end or begin, which no calendar has', (moment) => {
    expect(read(jwt({ exp: moment, nbf: moment }))).not.toHaveProperty('atS')
    expect(read(jwt({ exp: moment, nbf: moment }))).not.toHaveProperty('expiresAtS')
  })

  test.each(['abc.def', 'sha256~AbC-_', 'a0b1c2==', 'k8s-aws-v1.aHR0cHM6Ly9z', 'eyJh.b.c.d.e'])(
    '%s is opaque, and may work',
    (token) =>
      expect(read(token)).toEqual({ status: 'usable', bearerToken: token, format: 'opaque', audience: [] }),
  )

  const token = jwt({ sub: 'ada' })
  test.each([
    `  ${token}\n`,
    `"${token}"`,
    `'${token}',`,
    `Bearer ${token}`,
    `bearer\t${token}`,
    `"Authorization: Bearer ${token}"`,
    `authorization: "Bearer ${token}"`,
    `token: "${token}"`,
    `id-token: ${token}`,
    `${token.slice(0, 30)}\n${token.slice(30, 60)}\r\n  ${token.slice(60)}`,
  ])('is found in %j', (text) => expect(read(text)).toMatchObject({ status: 'usable', bearerToken: token }))

  test.each([
    ['words around it', 'token:'.repeat(20_000)],
    ['quotes around it', '" '.repeat(20_000)],
    ['characters', 'a'.repeat(70_000)],
  ])('with far too many %s is none', (_what, text) =>
    expect(read(text)).toEqual({ status: 'unusable', fault: 'no-token' }),
  )

  test('that only begins like a wrapping is kept whole', () => {
    expect(read('bearertoken')).toMatchObject({ bearerToken: 'bearertoken' })
  })

  test.each([
    ['', 'empty'],
    [' "Bearer " ', 'empty'],
    ['apiVersion: v1\nkind: Config\nusers: []', 'kubeconfig'],
    ['{"kind":"Config"}', 'kubeconfig'],
    ['-----BEGIN CERTIFICATE-----\nMIIB', 'certificate'],
    ['my password', 'no-token'],
    ['tökén', 'no-token'],
    ['abc\u202e', 'no-token'],
    ['abc"def', 'no-token'],
    [encoded({ alg: 'RS256' }), 'cut-off'],
    [token.slice(0, token.lastIndexOf('.')), 'cut-off'],
    [jwt({ sub: 'ada' }, ''), 'cut-off'],
    [`${encoded({ alg: 'RS256' })}.${encoded({ sub: 'ada' }).slice(0, -3)}.sig`, 'cut-off'],
    [jwt({ typ: 'Offline' }), 'refresh-token'],
  ])('%j cannot work', (text, fault) => expect(read(text)).toEqual({ status: 'unusable', fault }))

  test('is over from its end on, and not yet valid well before its beginning', () => {
    expect(read(jwt({ exp: NOW_S }))).toEqual({ status: 'unusable', fault: 'over', atS: NOW_S })
    expect(read(jwt({ nbf: NOW_S + 121 }))).toEqual({
      status: 'unusable',
      fault: 'not-yet-valid',
      atS: NOW_S + 121,
    })
    expect(read(jwt({ nbf: NOW_S + 119 }))).toMatchObject({ status: 'usable' })
  })
})
