import { beforeEach, expect, test } from 'vitest'
import { createMemoryAdapter, isReuse } from './memory-adapter.ts'

const NOW_MS = 1_900_000_000_000

let nowMs = NOW_MS
let adapterOf: ReturnType<typeof createMemoryAdapter>

beforeEach(() => {
  nowMs = NOW_MS
  adapterOf = createMemoryAdapter(() => nowMs)
})

test('a refresh token that two requests use at the same time ends its family', async () => {
  await adapterOf('Grant').upsert('grant', {}, 60)
  await adapterOf('RefreshToken').upsert('first', { grantId: 'grant' }, 60)
  await adapterOf('RefreshToken').upsert('second', { grantId: 'grant' }, 60)
  await adapterOf('RefreshToken').upsert('stranger', { grantId: 'other' }, 60)
  await adapterOf('RefreshToken').consume('first')
  const error: unknown = await adapterOf('RefreshToken')
    .consume('first')
    .catch((reason: unknown) => reason)
  expect(isReuse(error as Error)).toBe(true)
  expect(await adapterOf('RefreshToken').find('second')).toBeUndefined()
  expect(await adapterOf('Grant').find('grant')).toBeUndefined()
  expect(await adapterOf('RefreshToken').find('stranger')).toBeDefined()
})

test('what is over is forgotten with the next entry', async () => {
  await adapterOf('Session').upsert('old', { uid: 'u' }, 60)
  nowMs += 61_000
  await adapterOf('Session').upsert('new', {}, 60)
  expect(await adapterOf('Session').findByUid('u')).toBeUndefined()
})
