import { expect, test } from 'vitest'
import { nameList } from './name-list.ts'

const further = (count: number) => `${count} weitere`

test('a few names are all there', () => {
  expect(nameList(['prod', 'edge'], 'de', further)).toBe('prod und edge')
  expect(nameList(['a', 'b', 'c', 'd'], 'de', further)).toBe('a, b, c und d')
})

test('of many names the rest is counted', () => {
  expect(nameList(['a', 'b', 'c', 'd', 'e'], 'de', further)).toBe('a, b, c und 2 weitere')
})
