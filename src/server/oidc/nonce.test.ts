import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createKeyRing } from './keys.ts'
import { isOwnNonce, issueNonce } from './nonce.ts'

const client = { key: 'client1', issuer: 'https://issuer.example' }
const sealingKey = randomBytes(32)
const keys = createKeyRing([sealingKey])

describe('a nonce', () => {
  const nonce = issueNonce(keys, client, 'browser')

  test('is ours for the client and browser that it was made for, on every replica and after a key rotation', () => {
    expect(isOwnNonce(createKeyRing([sealingKey]), client, 'browser', nonce)).toBe(true)
    expect(isOwnNonce(createKeyRing([randomBytes(32), sealingKey]), client, 'browser', nonce)).toBe(true)
  })

  test('is never the same twice', () => {
    expect(issueNonce(keys, client, 'browser')).not.toBe(nonce)
  })

  test('is not ours for another browser, client, issuer or key', () => {
    expect(isOwnNonce(keys, client, 'other', nonce)).toBe(false)
    expect(isOwnNonce(keys, { ...client, key: 'client2' }, 'browser', nonce)).toBe(false)
    expect(isOwnNonce(keys, { ...client, issuer: 'https://issuer.example/' }, 'browser', nonce)).toBe(false)
    expect(isOwnNonce(createKeyRing([]), client, 'browser', nonce)).toBe(false)
  })

  test.each([undefined, 7, '', '.', `${nonce}.`, `x${nonce}`, nonce.slice(0, -1), nonce.split('.')[0]])(
    'is not %j',
    (other) => {
      expect(isOwnNonce(keys, client, 'browser', other)).toBe(false)
    },
  )
})
