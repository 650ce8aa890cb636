import type { ErrorCode } from './error-codes.ts'

/**
 * The one error class of the project: `code` for programs and docs, `message` for the person who can mend it,
 * `cause` for the log. None of them ever holds a token, an authorization code, a code verifier or a secret.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
