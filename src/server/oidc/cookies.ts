import { parseCookie, stringifySetCookie } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLoopback } from '../settings/loopback.ts'
import { requestOrigin } from '../settings/own-origin.ts'
import type { Settings } from '../settings/settings.ts'

/** The cookies of a request. */
export function readCookies(request: FastifyRequest): Readonly<Record<string, string | undefined>> {
  return parseCookie(request.headers.cookie ?? '')
}

export function setCookie(reply: FastifyReply, cookie: string): void {
  reply.header('set-cookie', cookie)
}

export interface CookieAttributes {
  readonly path: string
  readonly secure: boolean
  /** Seconds. */
  readonly maxAge: number
}

/** Values are base64url, which needs no escaping, so that what is measured is what is sent. */
export function writeCookie(name: string, value: string, attributes: CookieAttributes): string {
  const { path, secure, maxAge } = attributes
  return stringifySetCookie(
    { name, value, path, secure, maxAge, httpOnly: true, sameSite: 'strict' },
    { encode: String },
  )
}

/** What says at which address browsers find us. */
export type Listen = Pick<Settings['listen'], 'tls' | 'publicOrigin' | 'trustedProxies'>

/**
 * Whether cookies carry Secure, and with it a prefix that scripts cannot write. Not so on loopback without TLS, where
 * some browsers drop Secure cookies. A proxy in front may call us by a loopback name: what is known for sure goes first.
 */
export function cookiesAreSecure(request: Pick<FastifyRequest, 'raw'>, listen: Listen): boolean {
  const { origin, host } = requestOrigin(request.raw, listen)
  const url = URL.parse(origin ?? `http://${host}`)
  return listen.tls !== undefined || url?.protocol !== 'http:' || !isLoopback(url)
}
