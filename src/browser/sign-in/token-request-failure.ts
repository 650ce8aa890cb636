import { ErrorResponse, ErrorTimeout } from 'oidc-client-ts'
import { AppError } from '../../contract/app-error.ts'
import { ERROR_CODES, type ErrorCode } from '../../contract/error-codes.ts'
import { displayedText } from './displayed-text.ts'
import type { SignInWords } from './sign-in-words.ts'

const PASSING_OAUTH_ERRORS = ['temporarily_unavailable', 'server_error', 'slow_down']
const FINAL_CODES: readonly ErrorCode[] = ['SESSION_ENDED', 'SESSION_SEALED_ELSEWHERE', 'SUBJECT_MISMATCH']

/** Whether a renewal that failed so found that there is no session any more. */
export const endsSession = (failure: AppError) => FINAL_CODES.includes(failure.code)

/**
 * Says in our terms why a token request through the relay failed.
 *
 * oidc-client-ts's own error is never kept as the cause: it carries the request's form, and with it code and verifier.
 *
 * @see RFC 6749, section 5.2
 */
export function tokenRequestFailure(error: unknown, issuer: string, words: SignInWords): AppError {
  if (error instanceof AppError) return error
  if (error instanceof ErrorResponse) return refusal(error, issuer, words)
  const text = error instanceof Error ? error.message : ''
  if (/^nonce in id_token/.test(text)) return new AppError('NONCE_MISMATCH', words().nonceMismatch(issuer))
  return isNetworkFailure(error)
    ? new AppError('NETWORK_FAILED', words().backendSilent)
    : new AppError('ID_TOKEN_INVALID', words().unreadableIdToken(issuer))
}

function refusal({ error, error_description }: ErrorResponse, issuer: string, words: SignInWords): AppError {
  const described = displayedText(error_description ?? '')
  if (isErrorCode(error)) {
    return new AppError(error, endOf(error, issuer, words) ?? (described || words().backendRefused(error)))
  }
  const reason = `${displayedText(error ?? '?', 60)}${described && ` (${described})`}`
  return PASSING_OAUTH_ERRORS.includes(error ?? '')
    ? new AppError('ISSUER_UNREACHABLE', words().issuerBusy(issuer, reason))
    : new AppError('TOKEN_REQUEST_REFUSED', words().issuerRefused(issuer, reason))
}

function endOf(code: ErrorCode, issuer: string, words: SignInWords): string | undefined {
  if (code === 'SESSION_ENDED') return words().sessionEnded(issuer)
  if (code === 'SESSION_SEALED_ELSEWHERE') return words().sealedElsewhere
  return code === 'SUBJECT_MISMATCH' ? words().subjectMismatch(issuer) : undefined
}

// Besides a request that failed, what a gateway in front of the backend answers: another content type or a bare status.
function isNetworkFailure(error: unknown): boolean {
  if (error instanceof ErrorTimeout || error instanceof DOMException || error instanceof TypeError)
    return true
  if (!(error instanceof Error)) return false
  return error instanceof SyntaxError || /^Invalid response Content-Type|\(\d{3}\)/.test(error.message)
}

function isErrorCode(code: string | null): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code)
}
