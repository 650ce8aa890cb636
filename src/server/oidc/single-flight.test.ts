import { expect, test, vi } from 'vitest'
import { createSingleFlight } from './single-flight.ts'

test('those who ask at once share one run, and those who ask later within its memory its result', async () => {
  const flights = createSingleFlight<string>()
  const work = vi.fn(async () => 'done')
  expect(await Promise.all([flights.run('a', work), flights.run('a', work)])).toEqual(['done', 'done'])
  expect(await flights.run('a', work)).toBe('done')
  expect(work).toHaveBeenCalledTimes(1)
  flights.close()
})

test('a failure reaches all who share it and is forgotten', async () => {
  const flights = createSingleFlight<string>()
  const failing = vi.fn(() => Promise.reject(new Error('down')))
  const results = await Promise.allSettled([flights.run('a', failing), flights.run('a', failing)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(failing).toHaveBeenCalledTimes(1)
  expect(await flights.run('a', async () => 'up')).toBe('up')
  flights.close()
})

test('a result is forgotten after its time', async () => {
  const flights = createSingleFlight<number>(1)
  let runs = 0
  await vi.waitUntil(async () => (await flights.run('a', async () => ++runs)) > 1)
  flights.close()
})

test('the oldest result makes room for a new one', async () => {
  const flights = createSingleFlight<number>(10_000, 2)
  const work = vi.fn(async () => 1)
  for (const key of ['a', 'b', 'c', 'b', 'a']) await flights.run(key, work)
  expect(work).toHaveBeenCalledTimes(4)
  flights.close()
})

test('what was taken or dropped is run anew, also where it was still running', async () => {
  const flights = createSingleFlight<number>()
  const first = flights.run('a', async () => 1)
  expect(await flights.take('a')).toBe(1)
  expect(flights.take('a')).toBeUndefined()
  expect(await flights.run('a', async () => 2)).toBe(2)
  await first
  expect(await flights.run('a', async () => 3)).toBe(2)
  flights.drop((result) => result === 1)
  expect(await flights.run('a', async () => 4)).toBe(2)
  flights.drop((result) => result === 2)
  expect(await flights.run('a', async () => 5)).toBe(5)
  flights.close()
})

test('a result of what was taken comes in no other one’s place', async () => {
  const flights = createSingleFlight<number>()
  const late = Promise.withResolvers<number>()
  const first = flights.run('a', () => late.promise)
  void flights.take('a')
  expect(await flights.run('a', async () => 2)).toBe(2)
  late.resolve(1)
  await first
  flights.drop((result) => result === 2)
  expect(await flights.run('a', async () => 3)).toBe(3)
  flights.close()
})

test('a failure of what was taken leaves the next run alone', async () => {
  const flights = createSingleFlight<number>()
  const failed = Promise.withResolvers<number>()
  const first = flights.run('a', () => failed.promise)
  const taken = flights.take('a')
  expect(await flights.run('a', async () => 2)).toBe(2)
  failed.reject(new Error('down'))
  await Promise.allSettled([first, taken])
  expect(await flights.run('a', async () => 3)).toBe(2)
  flights.close()
})
