import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { OidcClient } from '../clusters/cluster.ts'
import type { KeyRing } from './keys.ts'

type ClientIdentity = Pick<OidcClient, 'key' | 'issuer'>

/**
 * Makes the nonce of one sign-in attempt: a random value and a MAC over client, browser and that value.
 * Found again in the ID token it proves that the attempt began in this browser, with nothing kept in memory.
 */
export function issueNonce(keys: KeyRing, client: ClientIdentity, browserId: string): string {
  const random = randomBytes(16).toString('base64url')
  return `${random}.${mac(keys[0].nonce, client, browserId, random).toString('base64url')}`
}

/** Whether {@link issueNonce} made this nonce for this client and this browser. */
export function isOwnNonce(
  keys: KeyRing,
  client: ClientIdentity,
  browserId: string,
  nonce: unknown,
): boolean {
  if (typeof nonce !== 'string') return false
  const [random = '', given = '', ...rest] = nonce.split('.')
  const givenMac = Buffer.from(given, 'base64url')
  if (rest.length > 0) return false
  return keys.some((key) => {
    const expected = mac(key.nonce, client, browserId, random)
    return expected.byteLength === givenMac.byteLength && timingSafeEqual(expected, givenMac)
  })
}

function mac(key: Uint8Array, client: ClientIdentity, browserId: string, random: string): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([client.key, client.issuer, browserId, random]))
    .digest()
}
