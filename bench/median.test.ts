import { expect, test } from 'vitest'
import { median } from './median.ts'

test('the median is the middle, whatever the order and the outliers', () => {
  expect(median([3, 1, 1000])).toBe(3)
  expect(median([4, 1, 1000, 2])).toBe(3)
  expect(median([7])).toBe(7)
})

test('nothing has no median', () => {
  expect(() => median([])).toThrow('nothing')
})
