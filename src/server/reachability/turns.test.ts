import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('so many run at a time, the next as soon as one ends, in the order they came', async () => {
  const turns = createTurns(2)
  const begun: number[] = []
  const ends = [0, 1, 2, 3].map(() => Promise.withResolvers<undefined>())
  const taken = ends.map((end, index) =>
    turns.take(async () => {
      begun.push(index)
      await end.promise
      return index
    }),
  )
  expect(begun).toEqual([0, 1])
  ends[1]?.resolve(undefined)
  expect(await taken[1]).toBe(1)
  expect(begun).toEqual([0, 1, 2])
  for (const end of ends) end.resolve(undefined)
  expect(await Promise.all(taken)).toEqual([0, 1, 2, 3])
})

test('work that fails makes room, too', async () => {
  const turns = createTurns(1)
  const failed = turns.take(() => Promise.reject(new Error('broken')))
  const next = turns.take(async () => 'next')
  await expect(failed).rejects.toThrow('broken')
  expect(await next).toBe('next')
  expect(await turns.take(async () => 'later')).toBe('later')
})
