import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../contract/app-error.ts'
import { cookiesAreSecure, readCookies, setCookie, writeCookie, type Listen } from './cookies.ts'

const LONGEST_COOKIE_BYTES = 4095
const MOST_CHUNKS = 5

/** Where a client's sealed cookie lives. */
export interface CookieScope {
  /** The relay's path for this client: the browser sends the cookie nowhere else. */
  readonly path: string
  readonly listen: Listen
}

/** The sealed text as the request brings it. What is wrong with it shows when it is opened. */
export function readSealedCookie(request: FastifyRequest, scope: CookieScope): string | undefined {
  const cookies = readCookies(request)
  const secure = cookiesAreSecure(request, scope.listen)
  const [count, firstChunk] = splitOnce(cookies[chunkName(secure, 0)] ?? '', '~')
  if (firstChunk === undefined || !/^[1-5]$/.test(count)) return undefined
  const rest = Array.from({ length: Number(count) - 1 }, (_, index) => cookies[chunkName(secure, index + 1)])
  return [firstChunk, ...rest].every((chunk) => chunk !== undefined)
    ? [firstChunk, ...rest].join('')
    : undefined
}

/**
 * Sets the sealed cookie in as many chunks as it needs and clears those that an earlier, longer one left.
 *
 * @throws AppError `SESSION_TOO_LARGE`
 */
export function setSealedCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  scope: CookieScope,
  sealed: string,
  maxAgeS: number,
): void {
  const secure = cookiesAreSecure(request, scope.listen)
  const options = { path: scope.path, secure, maxAge: maxAgeS }
  const roomBytes = LONGEST_COOKIE_BYTES - writeCookie(chunkName(secure, 0), 'N~', options).length
  const chunks = sealed.match(new RegExp(`.{1,${Math.max(1, roomBytes)}}`, 'g')) ?? []
  if (chunks.length > MOST_CHUNKS) {
    throw new AppError(
      'SESSION_TOO_LARGE',
      `The issuer's tokens take ${chunks.length} cookies; at most ${MOST_CHUNKS} are set. Have the identity provider issue smaller tokens, with fewer groups or claims.`,
    )
  }
  chunks.forEach((chunk, index) => {
    const value = index === 0 ? `${chunks.length}~${chunk}` : chunk
    setCookie(reply, writeCookie(chunkName(secure, index), value, options))
  })
  clearChunks(request, reply, scope, chunks.length)
}

/** Clears every chunk that the request brought. */
export function clearSealedCookie(request: FastifyRequest, reply: FastifyReply, scope: CookieScope): void {
  clearChunks(request, reply, scope, 0)
}

function clearChunks(request: FastifyRequest, reply: FastifyReply, scope: CookieScope, from: number): void {
  const cookies = readCookies(request)
  const secure = cookiesAreSecure(request, scope.listen)
  for (let index = from; index < MOST_CHUNKS; index++) {
    const name = chunkName(secure, index)
    if (cookies[name] === undefined) continue
    setCookie(reply, writeCookie(name, '', { path: scope.path, secure, maxAge: 0 }))
  }
}

const chunkName = (secure: boolean, index: number) => `${secure ? '__Http-' : ''}fairlead-session-${index}`

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}
