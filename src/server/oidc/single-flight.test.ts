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
