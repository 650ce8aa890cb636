import type { AppError } from '../../contract/app-error.ts'
import { backoffMs } from './backoff.ts'

const BACKOFF = { firstMs: 2_000, longestMs: 60_000 }

/** When renewals that failed for a reason that passes may be tried again, for each OIDC client. */
export interface Retries {
  failed(clientKey: string, failure: AppError): void
  worked(clientKey: string): void
  /** The last failure, while it is too early to try again: a request more would only add to the load. */
  standing(clientKey: string): AppError | undefined
  /** Unix milliseconds; 0 where nothing failed. */
  notBeforeMs(clientKey: string): number
  /** What was in the way may be gone, as on coming back online: all may be tried again now. */
  hurry(): void
}

export function createRetries(deps: { nowMs(): number; random(): number }): Retries {
  const failures = new Map<string, { failure: AppError; inARow: number; notBeforeMs: number }>()
  return {
    failed(clientKey, failure) {
      const inARow = (failures.get(clientKey)?.inARow ?? 0) + 1
      const notBeforeMs = deps.nowMs() + backoffMs(inARow, deps.random(), BACKOFF)
      failures.set(clientKey, { failure, inARow, notBeforeMs })
    },
    worked: (clientKey) => void failures.delete(clientKey),
    standing(clientKey) {
      const failed = failures.get(clientKey)
      return failed && failed.notBeforeMs > deps.nowMs() ? failed.failure : undefined
    },
    notBeforeMs: (clientKey) => failures.get(clientKey)?.notBeforeMs ?? 0,
    hurry() {
      for (const failed of failures.values()) failed.notBeforeMs = 0
    },
  }
}
