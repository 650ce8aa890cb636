import { AppError } from '../../contract/app-error.ts'
import type { ErrorCode } from '../../contract/error-codes.ts'
import type { Finding } from '../../contract/finding.ts'

const PASSING: readonly ErrorCode[] = [
  'NETWORK_FAILED',
  'CONFIG_UNREACHABLE',
  'ISSUER_UNREACHABLE',
  'ISSUER_TLS_UNTRUSTED',
]

/** Whether a renewal that failed so may work later: the session is kept. */
export const isPassing = (failure: AppError) => PASSING.includes(failure.code)

export const EXPIRED: Finding = {
  code: 'SESSION_ENDED',
  message:
    'Your sign-in has reached its end, and the identity provider gave no way to renew it. Sign in again.',
  remedy:
    'To stay signed in for longer, have the operator add the scope by which the identity provider gives refresh ' +
    'tokens: offline_access at most of them.',
}

export const ENDED_ELSEWHERE: Finding = {
  code: 'SESSION_ENDED',
  message: 'You signed out, or the session ended, in another tab of this browser.',
}

export const findingOf = ({ code, message }: AppError): Finding => ({ code, message })

export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('NETWORK_FAILED', 'The sign-in failed for a reason unknown to Fairlead. Try again.', {
    cause: error,
  })
}
