import type { FastifyReply } from 'fastify'
import { AppError } from '../../contract/app-error.ts'
import type { ErrorCode } from '../../contract/error-codes.ts'

const LONGEST_DESCRIPTION = 500

/** The issuer's own refusal, passed on to the page. @see RFC 6749, section 5.2 */
export class IssuerRefusal extends Error {
  override readonly name = 'IssuerRefusal'
  /** Such as `invalid_grant`. */
  readonly error: string

  constructor(error: string, description: string) {
    super(description)
    this.error = error
  }
}

const STATUS_OF: Partial<Record<ErrorCode, number>> = {
  RELAY_ORIGIN_REFUSED: 403,
  OIDC_CLIENT_UNKNOWN: 404,
  ISSUER_UNREACHABLE: 502,
  ISSUER_TLS_UNTRUSTED: 502,
  ISSUER_INVALID: 502,
  ISSUER_MISMATCH: 502,
  TOKEN_REQUEST_REFUSED: 502,
}

/** Writes a failure as an OAuth error response: the issuer's own code, or ours. */
export function sendRelayError(
  reply: FastifyReply,
  failure: AppError | IssuerRefusal,
  statusCode = failure instanceof AppError ? (STATUS_OF[failure.code] ?? 400) : 400,
): FastifyReply {
  const error = failure instanceof AppError ? failure.code : failure.error
  return reply.code(statusCode).send({ error, error_description: asPlainText(failure.message) })
}

/** One bounded line without control characters. */
export function asPlainText(text: string): string {
  return text
    .replaceAll(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_DESCRIPTION)
}
