import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

/**
 * What an API server may learn from a browser's request. A list of what passes, so that cookies, `Impersonate-*` in any
 * spelling, front-proxy identities and forwarding headers have no way through.
 */
const REQUEST_HEADERS = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'range',
  'traceparent',
  'user-agent',
]

const WEBSOCKET_HEADERS = [
  'sec-websocket-extensions',
  'sec-websocket-key',
  'sec-websocket-protocol',
  'sec-websocket-version',
]

const RESPONSE_HEADERS = [
  'accept-ranges',
  'audit-id',
  'content-encoding',
  'content-length',
  'content-range',
  'content-type',
  'deprecation',
  'etag',
  'last-modified',
  'retry-after',
  'vary',
  'warning',
  'x-kubernetes-pf-flowschema-uid',
  'x-kubernetes-pf-prioritylevel-uid',
]

/** Whatever comes back is data for our own script: never a document, frame, script or style in our origin. */
const CONTAINED: OutgoingHttpHeaders = {
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** @see WHATWG MIME Sniffing, JavaScript MIME type */
const RUNNABLE = /(?:java|ecma|live|j)script|css/i
/** `private` is not enough: the browser's cache would show it to whoever signs in next. */
const ASKED_FOR_EACH_TIME = /\bno-(?:store|cache)\b(?!=)/i

type Headers = Record<string, string | string[]>

/** The headers of a request for the API server: listed ones, and the bearer. */
export function requestHeaders(incoming: IncomingHttpHeaders): Headers {
  const headers = pick(incoming, REQUEST_HEADERS)
  // A browser adds Basic credentials by itself once it has some; only what our script sends may pass.
  if (!/^bearer /i.test(String(headers.authorization ?? ''))) delete headers.authorization
  return headers
}

/** As {@link requestHeaders}, with the WebSocket handshake. Its key, protocols and extensions pass end to end. */
export function upgradeHeaders(incoming: IncomingHttpHeaders): Headers {
  const headers = { ...requestHeaders(incoming), ...pick(incoming, WEBSOCKET_HEADERS) }
  delete headers['content-length']
  return headers
}

/**
 * The headers of an answer for the browser. Neither `Set-Cookie` nor `Location` is among them, so nothing of an API
 * server reaches our cookies, and a redirect goes nowhere.
 */
export function responseHeaders(incoming: IncomingHttpHeaders): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { ...pick(incoming, RESPONSE_HEADERS), ...CONTAINED }
  const cacheControl = incoming['cache-control']
  headers['cache-control'] =
    cacheControl !== undefined && ASKED_FOR_EACH_TIME.test(cacheControl) ? cacheControl : 'no-store'
  if (RUNNABLE.test(incoming['content-type'] ?? '')) headers['content-type'] = 'text/plain; charset=utf-8'
  return headers
}

function pick(incoming: IncomingHttpHeaders, names: readonly string[]): Headers {
  const hopByHop = connectionOptions(incoming.connection)
  const picked: Headers = {}
  for (const name of names) {
    const value = incoming[name]
    if (value !== undefined && !hopByHop.includes(name)) picked[name] = value
  }
  return picked
}

/** @see RFC 9110, section 7.6.1 */
function connectionOptions(connection: string | undefined): readonly string[] {
  if (connection === undefined || connection === 'keep-alive') return []
  return connection.split(',').map((option) => option.trim().toLowerCase())
}
