import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'
import { AppError } from '../../contract/app-error.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import type { KeyRing } from './keys.ts'

const sealedSessionSchema = z.union([
  z.strictObject({
    v: z.literal(1),
    /** Where the sign-in began. A cookie that a page of a sibling domain, or anyone else, put into another is none. */
    browserId: z.string(),
    sub: z.string(),
    /** Unix seconds: sign-in plus session-ttl, whatever was renewed since. */
    endsAtS: z.number(),
    refreshToken: z.string(),
    /** Unix seconds: the end of the token that Kubernetes sees. */
    expiresAtS: z.number(),
    /** Of the sign-in, until a renewal has brought one: some issuers renew without. */
    idToken: z.string().exactOptional(),
  }),
  z.strictObject({
    v: z.literal(1),
    browserId: z.string(),
    sub: z.string(),
    endsAtS: z.number(),
    idToken: z.string(),
    accessToken: z.string().exactOptional(),
    expiresAtS: z.number(),
  }),
])

/** A session as the browser carries it without being able to read it. */
export type SealedSession = z.infer<typeof sealedSessionSchema>

type ClientIdentity = Pick<OidcClient, 'key' | 'issuer'>

/** Encrypts a session for one OIDC client. @see RFC 7516; `dir` with `A256GCM` */
export function sealSession(keys: KeyRing, client: ClientIdentity, session: SealedSession): Promise<string> {
  return new EncryptJWT({ session })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: keys[0].id })
    .setAudience(audience(client))
    .encrypt(keys[0].sealing)
}

/**
 * Opens what {@link sealSession} made for this client and browser.
 *
 * @returns `undefined` for anything else, and for a session past its end
 * @throws AppError `SESSION_SEALED_ELSEWHERE` when none of these keys sealed it
 */
export async function openSession(
  keys: KeyRing,
  client: ClientIdentity,
  browserId: string,
  sealed: string,
  nowS: number,
): Promise<SealedSession | undefined> {
  try {
    const { payload } = await jwtDecrypt(sealed, ({ kid }) => sealingKey(keys, kid), {
      audience: audience(client),
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    const session = sealedSessionSchema.parse(payload['session'])
    return session.browserId === browserId && nowS < session.endsAtS ? session : undefined
  } catch (error) {
    if (error instanceof AppError) throw error
    return undefined
  }
}

function sealingKey(keys: KeyRing, id: string | undefined): Uint8Array {
  const key = keys.find((known) => known.id === id)
  if (key !== undefined) return key.sealing
  if (id === undefined || id.length !== keys[0].id.length) throw new Error('not sealed by a Fairlead')
  throw new AppError(
    'SESSION_SEALED_ELSEWHERE',
    'The session was sealed with a key that this Fairlead does not have: it was restarted without its earlier key, or replicas do not share one. Sign in again.',
  )
}

const audience = (client: ClientIdentity) => JSON.stringify([client.key, client.issuer])
