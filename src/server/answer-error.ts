import type { FastifyBaseLogger } from 'fastify'
import { AppError } from '../contract/app-error.ts'

/** What requests and replies of every kind of server have, HTTP/1.1 or HTTP/2. */
export interface AnyRequest {
  readonly log: FastifyBaseLogger
  readonly method: string
  readonly url: string
}
export interface AnyReply {
  code(status: number): AnyReply
  header(name: string, value: string): AnyReply
  send(payload: never): unknown
}

/**
 * Answers an error that a handler threw, or that Fastify met before there was a handler, such as a broken escape.
 *
 * Details are for the log; the client learns the code, or that the request was wrong.
 */
export function answerError(error: unknown, request: AnyRequest, reply: AnyReply): void {
  const status = statusOf(error)
  if (status >= 500) request.log.error({ err: error }, 'the request failed')
  const code = error instanceof AppError ? error.code : undefined
  const isForClient = status < 500 && error instanceof Error
  const message = isForClient ? error.message : 'Something failed here; the log says what.'
  const body = { ...(code && { code }), message }
  // Fastify types what a route may send by a schema, which a failure has none of.
  reply
    .code(status)
    .header('x-content-type-options', 'nosniff')
    .send(body as never)
}

function statusOf(error: unknown): number {
  const { statusCode } = error as { statusCode?: number }
  return statusCode !== undefined && statusCode >= 400 && statusCode < 600 ? statusCode : 500
}
