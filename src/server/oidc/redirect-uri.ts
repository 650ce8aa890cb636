import type { FastifyRequest } from 'fastify'
import { AppError } from '../../contract/app-error.ts'
import { CALLBACK_PATH } from '../../contract/paths.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import { requestOrigin } from '../settings/own-origin.ts'
import type { Settings } from '../settings/settings.ts'

type Request = Pick<FastifyRequest, 'headers' | 'raw' | 'protocol'>

/**
 * The one redirect URI that a client uses: as configured, else below the address that browsers use. The page's
 * Origin, checked before, knows whether that is https where a proxy in front ends TLS.
 */
export function ownRedirectUri(
  client: Pick<OidcClient, 'callbackUrl'>,
  listen: Settings['listen'],
  request: Request,
): string {
  if (client.callbackUrl !== undefined) return client.callbackUrl
  const { origin: known, host } = requestOrigin(request.raw, listen)
  const origin = known ?? request.headers.origin ?? `${request.protocol}://${host}`
  return `${origin}${listen.baseUrl}${CALLBACK_PATH}`
}

/** @throws AppError `REDIRECT_URI_MISMATCH` */
export function checkRedirectUri(given: string, own: string): void {
  if (given === own) return
  throw new AppError(
    'REDIRECT_URI_MISMATCH',
    `The sign-in used the redirect URI "${given.slice(0, 300)}"; expected "${own}". Open Fairlead at that address, or set oidc-callback-url.`,
  )
}
