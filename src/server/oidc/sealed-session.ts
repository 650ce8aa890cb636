import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'
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
  }),
  z.strictObject({
    v: z.literal(1),
    browserId: z.string(),
    sub: z.string(),
    endsAtS: z.number(),
    idToken: z.string(),
    accessToken: z.string().exactOptional(),
    /** Unix seconds: the end of the token that Kubernetes sees. */
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

/** @returns `undefined` for anything that {@link sealSession} did not make for this client and browser with one of these keys, and for a session past its end */
export async function openSession(
  keys: KeyRing,
  client: ClientIdentity,
  browserId: string,
  sealed: string,
  nowS: number,
): Promise<SealedSession | undefined> {
  try {
    const { payload } = await jwtDecrypt(
      sealed,
      (header) => {
        const key = keys.find(({ id }) => id === header.kid)
        if (key === undefined) throw new Error('sealed with another key')
        return key.sealing
      },
      {
        audience: audience(client),
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      },
    )
    const session = sealedSessionSchema.parse(payload['session'])
    return session.browserId === browserId && nowS < session.endsAtS ? session : undefined
  } catch {
    return undefined
  }
}

const audience = (client: ClientIdentity) => JSON.stringify([client.key, client.issuer])
