import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookiesAreSecure, readCookies, setCookie, writeCookie, type Listen } from './cookies.ts'

const ID_SYNTAX = /^[\w-]{43}$/
const ONE_YEAR_S = 365 * 24 * 60 * 60

const cookieName = (secure: boolean) => (secure ? '__Host-Http-fairlead-browser' : 'fairlead-browser')

/** The random identifier that this browser carries, to which its sign-in attempts and sessions are bound. */
export function readBrowserId(request: FastifyRequest, listen: Listen): string | undefined {
  const value = readCookies(request)[cookieName(cookiesAreSecure(request, listen))]
  return value !== undefined && ID_SYNTAX.test(value) ? value : undefined
}

/** The browser's identifier, set on the reply anew: a made-up one where it has none, with a fresh lease where it has. */
export function ensureBrowserId(request: FastifyRequest, reply: FastifyReply, listen: Listen): string {
  const known = readBrowserId(request, listen)
  const id = known ?? randomBytes(32).toString('base64url')
  // A link from another site comes without our Strict cookie: a new one would take the place of that one.
  if (known === undefined && request.headers['sec-fetch-site'] === 'cross-site') return id
  const secure = cookiesAreSecure(request, listen)
  // Lasting, so that several tabs restored at a browser's start do not each bring a new one.
  setCookie(reply, writeCookie(cookieName(secure), id, { path: '/', secure, maxAge: ONE_YEAR_S }))
  return id
}
