import { isIP } from 'node:net'
import type { AskedRequest } from '../settings/own-origin.ts'
import { isTrustedProxy } from '../settings/trusted-proxies.ts'

/**
 * The address of whoever asked: the other end of the connection, or, where that is a trusted proxy, the last one in
 * `X-Forwarded-For` that is none. What stands before it there, the client may have made up.
 */
export function clientAddress(
  { headers, socket }: AskedRequest,
  trustedProxies: readonly string[],
): string | undefined {
  const hops = String(headers['x-forwarded-for'] ?? '').split(',')
  let address = socket.remoteAddress
  while (isTrustedProxy(address, trustedProxies)) {
    const before = withoutPort(hops.pop()?.trim() ?? '')
    if (isIP(before) === 0) break
    address = before
  }
  return address?.replace(/^::ffff:(?=\d+\.)/i, '')
}

/** Some proxies add the port. */
function withoutPort(hop: string): string {
  return /^\[(.*)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop
}
