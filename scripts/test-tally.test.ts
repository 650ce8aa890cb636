import { expect, test } from 'vitest'
import { addTallies, parsePlaywrightReport, parseVitestReport, tallyLine } from './test-tally.ts'

const VITEST = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, success: false }
const PLAYWRIGHT = { stats: { expected: 3, unexpected: 2, flaky: 1, skipped: 1, duration: 12 } }

test('the counts of both kinds of tests add up to one line', () => {
  const sum = addTallies([
    parseVitestReport(JSON.stringify(VITEST)),
    parsePlaywrightReport(JSON.stringify(PLAYWRIGHT)),
  ])
  expect(tallyLine(sum)).toBe('10 passed, 4 failed, 3 skipped')
})

test('skipped tests are named only where there are some', () => {
  expect(tallyLine({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed')
})

test('a report of another shape is refused, not counted as nothing', () => {
  expect(() => parseVitestReport('{}')).toThrow()
  expect(() => parsePlaywrightReport('{"stats":{}}')).toThrow()
})
