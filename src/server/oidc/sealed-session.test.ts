import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createKeyRing } from './keys.ts'
import { openSession, sealSession, type SealedSession } from './sealed-session.ts'

const client = { key: 'client1', issuer: 'https://issuer.example' }
const session: SealedSession = {
  v: 1,
  browserId: 'browser1',
  sub: 'ada',
  endsAtS: 2_000,
  refreshToken: 'the refresh token',
  expiresAtS: 1_500,
}
const oldKey = randomBytes(32)
const newKey = randomBytes(32)

describe('a sealed session', () => {
  test('opens with the key that sealed it, and shows nothing of itself', async () => {
    const keys = createKeyRing([oldKey])
    const sealed = await sealSession(keys, client, session)
    expect(await openSession(keys, client, 'browser1', sealed, 1_000)).toEqual(session)
    expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('refresh')
  })

  test('opens after a newer key was put before its own, and no longer once its own is gone', async () => {
    const sealed = await sealSession(createKeyRing([oldKey]), client, session)
    expect(await openSession(createKeyRing([newKey, oldKey]), client, 'browser1', sealed, 1_000)).toEqual(
      session,
    )
    const openedElsewhere = openSession(createKeyRing([newKey]), client, 'browser1', sealed, 1_000)
    await expect(openedElsewhere).rejects.toMatchObject({ code: 'SESSION_SEALED_ELSEWHERE' })
  })

  test('without a sealing key opens only in the process that sealed it', async () => {
    const sealed = await sealSession(createKeyRing([]), client, session)
    const openedElsewhere = openSession(createKeyRing([]), client, 'browser1', sealed, 1_000)
    await expect(openedElsewhere).rejects.toMatchObject({ code: 'SESSION_SEALED_ELSEWHERE' })
  })

  test.each([
    ['another client', { ...client, key: 'client2' }],
    ['another issuer', { ...client, issuer: 'https://issuer.example/' }],
  ])('does not open for %s', async (_, other) => {
    const keys = createKeyRing([oldKey])
    const sealed = await sealSession(keys, client, session)
    expect(await openSession(keys, other, 'browser1', sealed, 1_000)).toBeUndefined()
  })

  test('does not open for another browser', async () => {
    const keys = createKeyRing([oldKey])
    const sealed = await sealSession(keys, client, session)
    expect(await openSession(keys, client, 'browser2', sealed, 1_000)).toBeUndefined()
  })

  test('does not open past its end', async () => {
    const keys = createKeyRing([oldKey])
    const sealed = await sealSession(keys, client, session)
    expect(await openSession(keys, client, 'browser1', sealed, 1_999.9)).toEqual(session)
    expect(await openSession(keys, client, 'browser1', sealed, 2_000)).toBeUndefined()
  })

  test('does not open when any part of it was changed, cut or swapped', async () => {
    const keys = createKeyRing([oldKey])
    const sealed = await sealSession(keys, client, session)
    const middle = sealed.length >> 1
    const flipped = (at: number) =>
      sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    const broken = [
      flipped(3),
      flipped(middle),
      flipped(sealed.length - 5),
      sealed.slice(0, middle),
      sealed.slice(middle) + sealed.slice(0, middle),
      '',
      'a.b.c.d.e',
    ]
    for (const text of broken)
      expect(await openSession(keys, client, 'browser1', text, 1_000)).toBeUndefined()
  })
})
