import { expect, test } from 'vitest'
import { middleElided } from './middle-elided.ts'

test('a short name stays in one piece', () => {
  expect(middleElided('harbour-prod')).toEqual({ head: 'harbour-prod', tail: '' })
})

test('a long name keeps its end, where names differ', () => {
  const name = 'arn:aws:eks:eu-west-1:123456789012:cluster/edge'
  const { head, tail } = middleElided(name)
  expect(head + tail).toBe(name)
  expect(tail).toBe('cluster/edge')
})

test('a character of two code units is never cut', () => {
  const { head, tail } = middleElided('🚢'.repeat(40))
  expect(head.isWellFormed() && tail.isWellFormed()).toBe(true)
})
