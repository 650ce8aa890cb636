import type { ErrorCode } from '../../contract/error-codes.ts'
import type { Finding } from '../../contract/finding.ts'

/** Thrown while one cluster is being read, and caught there: the others are read on. */
export class ClusterBroken extends Error {
  readonly finding: Finding

  constructor(code: ErrorCode, message: string, remedy: string) {
    super(message)
    this.finding = { code, message, remedy }
  }
}
