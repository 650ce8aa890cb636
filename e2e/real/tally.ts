export interface Tally {
  passed: number
  failed: number
  skipped: number
}

/** The one line that a run ends with. */
export const tallyLine = ({ passed, failed, skipped }: Tally) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`
