import { ErrorResponse, ErrorTimeout } from 'oidc-client-ts'
import { AppError } from '../../contract/app-error.ts'
import { ERROR_CODES, type ErrorCode } from '../../contract/error-codes.ts'
import { displayedText } from './displayed-text.ts'

const PASSING_OAUTH_ERRORS = ['temporarily_unavailable', 'server_error', 'slow_down']

/**
 * Says in our terms why a token request through the relay failed.
 *
 * oidc-client-ts's own error is never kept as the cause: it carries the request's form, and with it code and verifier.
 *
 * @see RFC 6749, section 5.2
 */
export function tokenRequestFailure(error: unknown, issuer: string): AppError {
  if (error instanceof AppError) return error
  if (error instanceof ErrorResponse) return refusal(error, issuer)
  const text = error instanceof Error ? error.message : ''
  if (/^nonce in id_token/.test(text)) {
    return new AppError(
      'NONCE_MISMATCH',
      `The ID token from ${issuer} does not belong to this sign-in: its nonce is another one. Sign in again.`,
    )
  }
  if (isNetworkFailure(error)) {
    return new AppError(
      'NETWORK_FAILED',
      "Fairlead's backend did not answer the token request. Check your connection, then try again.",
    )
  }
  return new AppError(
    'ID_TOKEN_INVALID',
    `The token response from ${issuer} holds no ID token that can be read. Tell the operator of Fairlead.`,
  )
}

function refusal({ error, error_description }: ErrorResponse, issuer: string): AppError {
  const described = displayedText(error_description ?? '')
  if (isErrorCode(error)) {
    return new AppError(error, described || `Fairlead's backend refused the token request: ${error}.`)
  }
  const says = `${displayedText(error ?? 'unknown error', 60)}${described && ` (${described})`}`
  return PASSING_OAUTH_ERRORS.includes(error ?? '')
    ? new AppError('ISSUER_UNREACHABLE', `${issuer} cannot answer now: ${says}. Try again in a while.`)
    : new AppError('TOKEN_REQUEST_REFUSED', `${issuer} refused the token request: ${says}.`)
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
