import type { FastifyReply, FastifyRequest } from 'fastify'
import { relayPath } from '../../contract/paths.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import type { Settings } from '../settings/settings.ts'
import { readBrowserId } from './browser-cookie.ts'
import type { KeyRing } from './keys.ts'
import { clearSealedCookie, readSealedCookie, setSealedCookie, type CookieScope } from './sealed-cookie.ts'
import { openSession, sealSession, type SealedSession } from './sealed-session.ts'

/** Reverse proxies as they are shipped take 8 KiB of cookies: what need not be in there is left out before that. */
const LONGEST_WITH_ID_TOKEN = 6 * 1024

export interface CarriedSessionDeps {
  readonly listen: Settings['listen']
  readonly keys: KeyRing
  readonly nowMs: () => number
}

/** One request to the relay, and where its answer goes. */
export interface Exchange {
  readonly client: OidcClient
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/**
 * The session that a request brings along in its sealed cookie.
 *
 * @throws AppError `SESSION_SEALED_ELSEWHERE`
 */
export async function readSession(
  { listen, keys, nowMs }: CarriedSessionDeps,
  { client, request }: Exchange,
): Promise<SealedSession | undefined> {
  const browserId = readBrowserId(request, listen)
  const sealed = readSealedCookie(request, scopeOf(listen, client))
  if (browserId === undefined || sealed === undefined) return undefined
  return openSession(keys, client, browserId, sealed, nowMs() / 1000)
}

/**
 * Has the browser carry a session until its end. An ID token beside the refresh token goes along only where it fits.
 *
 * @throws AppError `SESSION_TOO_LARGE`
 */
export async function keepSession(
  { listen, keys, nowMs }: CarriedSessionDeps,
  { client, request, reply }: Exchange,
  session: SealedSession,
): Promise<void> {
  const sealed = await sealAsFits(keys, client, session)
  const maxAgeS = Math.floor(session.endsAtS - nowMs() / 1000)
  setSealedCookie(request, reply, scopeOf(listen, client), sealed, maxAgeS)
}

async function sealAsFits(keys: KeyRing, client: OidcClient, session: SealedSession): Promise<string> {
  const sealed = await sealSession(keys, client, session)
  if (sealed.length <= LONGEST_WITH_ID_TOKEN || !('refreshToken' in session)) return sealed
  const { idToken: _, ...smaller } = session
  return sealSession(keys, client, smaller)
}

/** Has the browser drop the session, whole. */
export function dropSession(
  { listen }: Pick<CarriedSessionDeps, 'listen'>,
  { client, request, reply }: Exchange,
): void {
  clearSealedCookie(request, reply, scopeOf(listen, client))
}

const scopeOf = (listen: Settings['listen'], client: OidcClient): CookieScope => ({
  path: `${listen.baseUrl}${relayPath(client.key)}`,
  listen,
})
