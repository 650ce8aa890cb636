import type { FastifyRequest } from 'fastify'
import { AppError } from '../../contract/app-error.ts'
import { RELAY_HEADER } from '../../contract/relay.ts'
import { isOwnOrigin, requestOrigin } from '../settings/own-origin.ts'
import type { Listen } from './cookies.ts'

/**
 * Lets pass only what a page of ours sends. Another site cannot set the header without a preflight, which is never
 * granted, and a sibling subdomain, which counts as the same site for cookies, is told by the origin.
 *
 * @throws AppError `RELAY_ORIGIN_REFUSED`
 * @see Fetch Metadata Request Headers; RFC 10017
 */
export function checkOwnPage(request: Pick<FastifyRequest, 'headers' | 'raw'>, listen: Listen): void {
  const { 'sec-fetch-site': fetchSite, origin, 'content-type': contentType } = request.headers
  if (fetchSite !== undefined && fetchSite !== 'same-origin') {
    throw refused(`the request came from a ${fetchSite.slice(0, 20)} page`)
  }
  const own = requestOrigin(request.raw, listen)
  if (origin !== undefined && !isOwnOrigin(origin, own.host, own.origin)) {
    throw refused(
      `the page's origin is ${origin.slice(0, 200)}, expected ${own.origin ?? `one of the host ${own.host}`} (behind a proxy that changes Host, set public-url)`,
    )
  }
  if (request.headers[RELAY_HEADER] !== '1') throw refused(`the header ${RELAY_HEADER} is missing`)
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType ?? '')) {
    throw refused('the body is not application/x-www-form-urlencoded')
  }
}

const refused = (what: string) =>
  new AppError('RELAY_ORIGIN_REFUSED', `Only Fairlead's own pages may ask for tokens: ${what}.`)
