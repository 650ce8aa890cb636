import { isOwnOrigin, requestOrigin, type AskedRequest } from '../settings/own-origin.ts'
import type { Settings } from '../settings/settings.ts'
import { refused, type ProxyFailure } from './proxy-failure.ts'

/** Loopback names and addresses: no other site can make them point elsewhere. */
const FIXED_HOST = /^(?:(?:[a-z\d-]+\.)*localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])(?::\d+)?$/i

/** With two spaces API servers find no token. */
const BEARER = /^bearer [^ ]/i

/** What the settings say about the addresses of requests. */
export type OwnAddress = Pick<Settings['listen'], 'publicOrigin' | 'trustedProxies'>

/** Whether a page of our own sent this. */
export function comesFromOwnPage(request: AskedRequest, listen: OwnAddress): boolean {
  const { origin } = request.headers
  const { origin: known, host } = requestOrigin(request, listen)
  if (origin === undefined || !isOwnOrigin(origin, host, known)) return false
  // Over plain http a name proves nothing, see below, and browsers do not sign in there.
  return known !== undefined || origin.startsWith('https:') || FIXED_HOST.test(host)
}

/**
 * Whether a page of another site may have sent this under its own name, having made that name point to us (DNS
 * rebinding): then there is neither a certificate, without which browsers send no `Sec-Fetch-*`, nor a token.
 */
function mayBeRebound(request: AskedRequest, { trustedProxies }: OwnAddress): boolean {
  const { headers } = request
  if (headers['sec-fetch-site'] !== undefined || BEARER.test(headers.authorization ?? '')) return false
  // A proxy may have put a fixed name in place of the one that was asked, or have let the page's own words pass.
  const hosts = [
    headers.host ?? String(headers[':authority']),
    requestOrigin(request, { trustedProxies }).host,
  ]
  return !hosts.every((host) => FIXED_HOST.test(host))
}

/**
 * Refuses what no script of ours sends: requests of other origins, and loads as a document, frame, script or style,
 * by which an answer of an API server could run in our origin.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function checkOrigin(request: AskedRequest, listen: OwnAddress): ProxyFailure | undefined {
  const { headers } = request
  const site = headers['sec-fetch-site']
  const isForeign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (headers.origin !== undefined && !comesFromOwnPage(request, listen))
  if (isForeign) return foreignOrigin('request')
  if (mayBeRebound(request, listen)) {
    const remedy = 'Send a token, or open Fairlead over https.'
    return refused(403, 'This request brings no token, and its host name could be anyone’s.', remedy)
  }
  const isLoad =
    (headers['sec-fetch-dest'] ?? 'empty') !== 'empty' || headers['sec-fetch-mode'] === 'navigate'
  return isLoad
    ? refused(403, 'The Kubernetes API is not a page.', 'Open the cluster from the list of clusters.')
    : undefined
}

/** @param what was sent, such as `request` */
export function foreignOrigin(what: string): ProxyFailure {
  const remedy = 'Open Fairlead under the address it is configured for, see the setting public-url.'
  return refused(403, `This ${what} came from a page of another origin.`, remedy)
}
