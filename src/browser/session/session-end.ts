import { AppError } from '../../contract/app-error.ts'
import type { ErrorCode } from '../../contract/error-codes.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Messages } from '../messages/messages.ts'
import type { Renewal } from './session.ts'

const PASSING: readonly ErrorCode[] = [
  'NETWORK_FAILED',
  'CONFIG_UNREACHABLE',
  'ISSUER_UNREACHABLE',
  'ISSUER_TLS_UNTRUSTED',
]

/** What a gateway, a maintenance page or a wrong clock makes of an answer, as well as a setting that was changed. */
const DOUBTFUL: readonly ErrorCode[] = [
  'TOKEN_REQUEST_REFUSED',
  'ISSUER_INVALID',
  'ISSUER_MISMATCH',
  'ID_TOKEN_INVALID',
]

/** Whether a renewal that failed so may work later: the session is kept. */
export const isPassing = ({ code }: { code: ErrorCode }) => PASSING.includes(code)

/** Whether it may work again while the present token lasts. What is neither passing nor doubtful is final. */
export const isDoubtful = ({ code }: { code: ErrorCode }) => DOUBTFUL.includes(code)

/** Why a session whose tokens are over has ended, when its renewal stands like this. */
export function reachedEnd(renewal: Renewal, { session }: Messages): Finding {
  const code = 'SESSION_ENDED'
  switch (renewal) {
    case 'issuer-limit':
      return { code, message: session.issuerLimit }
    case 'pasted':
      return { code, message: session.pastedTokenOver }
    case 'no-id-token':
      return { code, message: session.overWithoutIdToken, remedy: session.overWithoutIdTokenRemedy }
    case 'no-refresh-token':
    case 'possible':
      return { code, message: session.over, remedy: session.overRemedy }
  }
}

export const findingOf = ({ code, message }: AppError): Finding => ({ code, message })

export function asAppError(error: unknown, { session }: Messages): AppError {
  if (error instanceof AppError) return error
  return new AppError('NETWORK_FAILED', session.unknownFailure, { cause: error })
}
