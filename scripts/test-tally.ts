import * as z from 'zod'

/** How many tests passed, failed and were skipped. A test that passed only when tried again counts as failed. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
}

const vitestReportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
})

/** @see the JSON reporter of Vitest, `--reporter=json` */
export function parseVitestReport(report: string): Tally {
  const counts = vitestReportSchema.parse(JSON.parse(report))
  return {
    passed: counts.numPassedTests,
    failed: counts.numFailedTests,
    skipped: counts.numPendingTests + counts.numTodoTests,
  }
}

const playwrightReportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

/** @see the JSON reporter of Playwright, `--reporter=json` */
export function parsePlaywrightReport(report: string): Tally {
  const { stats } = playwrightReportSchema.parse(JSON.parse(report))
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/** The line that a run of tests ends with. */
export function tallyLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
