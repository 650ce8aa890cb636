import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ERROR_CODES } from './error-codes.ts'

const manual = readFileSync('docs/errors.md', 'utf8')
const sections = manual.split(/^## /m).slice(1)
const headings = sections.map((section) => section.split('\n')[0])

test('the manual has a heading for each error code, and no other', () => {
  expect([...headings].sort()).toEqual([...ERROR_CODES].sort())
})

test.each(sections.map((section) => [section.split('\n')[0], section]))(
  '%s says what to do',
  (_, section) => {
    expect(section).toMatch(/^\*\*Cause\.\*\* \S/m)
    expect(section).toMatch(/^\*\*What to do\.\*\* \S/m)
  },
)
