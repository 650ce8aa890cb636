import type { FullConfig, FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { tallyLine } from '../../scripts/test-tally.ts'

/** Prints the sum as the last line of all. A story that passes only when tried again counts as failed. */
export default class TallyReporter implements Reporter {
  #stories: readonly TestCase[] = []

  onBegin(_config: FullConfig, suite: Suite) {
    this.#stories = suite.allTests()
  }

  printsToStdio() {
    return true
  }

  onEnd(result: FullResult) {
    const count = (...outcomes: string[]) =>
      this.#stories.filter((story) => outcomes.includes(story.outcome())).length
    const failed = count('unexpected', 'flaky')
    // A set-up that failed ran no story, and is a failure all the same.
    const failures = result.status === 'passed' ? failed : Math.max(1, failed)
    console.log(tallyLine({ passed: count('expected'), failed: failures, skipped: count('skipped') }))
  }
}
