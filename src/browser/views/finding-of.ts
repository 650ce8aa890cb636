import { AppError } from '../../contract/app-error.ts'
import type { Finding } from '../../contract/finding.ts'

/** What to show of an error. One that is not ours is no fact to show: it is thrown on. */
export function findingOf(error: unknown): Finding {
  if (error instanceof AppError) return { code: error.code, message: error.message }
  throw error
}
