import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../contract/app-error.ts'
import { asPlainText, IssuerRefusal, sendRelayError } from './relay-error.ts'

type FailureHandler = (error: Error, request: FastifyRequest, reply: FastifyReply) => FastifyReply

/**
 * Answers failures of the relay, and logs codes and our own words only: what an issuer or a page sends may hold a token.
 * Sessions that were sealed elsewhere are the operator's matter and come in numbers: one warning says it.
 */
export function createRelayFailureHandler(): FailureHandler {
  let saidSealedElsewhere = false

  function levelOf({ code }: AppError): 'warn' | 'debug' {
    if (code === 'SESSION_ENDED') return 'debug'
    if (code !== 'SESSION_SEALED_ELSEWHERE') return 'warn'
    const level = saidSealedElsewhere ? 'debug' : 'warn'
    saidSealedElsewhere = true
    return level
  }

  return (error, request, reply) => {
    if (error instanceof AppError) {
      request.log[levelOf(error)]({ code: error.code }, asPlainText(error.message))
      return sendRelayError(reply, error)
    }
    if (error instanceof IssuerRefusal) {
      request.log.info({ oauthError: error.error }, 'the issuer refused the token request')
      return sendRelayError(reply, error)
    }
    return answerUnexpected(error, request, reply)
  }
}

function answerUnexpected(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const statusCode = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (statusCode < 500) {
    const invalid = new AppError(
      'RELAY_REQUEST_INVALID',
      'The token request cannot be read; it may be too large.',
    )
    return sendRelayError(reply, invalid, statusCode)
  }
  request.log.error({ name: error.name, stack: error.stack?.split('\n').slice(1) }, 'the token relay failed')
  return reply.code(500).send({ error: 'server_error', error_description: "See Fairlead's log." })
}
