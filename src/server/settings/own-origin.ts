import type { IncomingHttpHeaders } from 'node:http'
import { isTrustedProxy } from './trusted-proxies.ts'
import type { Settings } from './settings.ts'

/** As much of a request as says where it was sent: Node's own, and a Fastify request's `raw`. */
export interface AskedRequest {
  readonly headers: IncomingHttpHeaders
  readonly socket: { readonly remoteAddress?: string | undefined }
}

/** The address under which a browser sees us, as far as a request tells. */
export interface RequestOrigin {
  /**
   * Set where it is known for sure: `public-url`, or https by the word of a trusted proxy. Never plain http by a
   * proxy's word, since over http a host name proves nothing (DNS rebinding).
   */
  readonly origin?: string
  /** With the port where the request names one. `''` where the request names none at all. */
  readonly host: string
}

/**
 * Decides under which address a request was sent: `public-url` before all, else what a trusted proxy says in
 * `X-Forwarded-Proto` and `X-Forwarded-Host`, else `Host`. Of several proxies in a row the last one's word counts, which
 * is the one that we trust. Words that are malformed, and those from anyone else, are ignored.
 */
export function requestOrigin(
  { headers, socket }: AskedRequest,
  { publicOrigin, trustedProxies }: Pick<Settings['listen'], 'publicOrigin' | 'trustedProxies'>,
): RequestOrigin {
  if (publicOrigin !== undefined) return { origin: publicOrigin, host: new URL(publicOrigin).host }
  const asked = headers.host ?? String(headers[':authority'] ?? '')
  if (!isTrustedProxy(socket.remoteAddress, trustedProxies)) return { host: asked }
  const forwarded = lastOf(headers['x-forwarded-host'])
  const host = forwarded !== undefined && isHost(forwarded) ? forwarded : asked
  const isHttps = lastOf(headers['x-forwarded-proto'])?.toLowerCase() === 'https' && isHost(host)
  return { host, ...(isHttps && { origin: new URL(`https://${host}`).origin }) }
}

/**
 * Whether a page's `Origin` is ours: the one that is known for sure, or, where none is, one of the host that the page
 * asked. Behind a proxy that changes `Host` only the settings tell.
 *
 * @param known {@link RequestOrigin.origin}
 */
export function isOwnOrigin(origin: string, host: string, known: string | undefined): boolean {
  if (known !== undefined) return origin === known
  const url = URL.parse(origin)
  if (url === null || url.origin !== origin || !/^https?:$/.test(url.protocol)) return false
  return URL.parse(`${url.protocol}//${host}`)?.host === url.host
}

function lastOf(header: string | string[] | undefined): string | undefined {
  return header === undefined ? undefined : String(header).split(',').at(-1)?.trim()
}

/** A name or an address, with or without a port, and nothing else. */
function isHost(text: string): boolean {
  return /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(text) && URL.canParse(`https://${text}`)
}
