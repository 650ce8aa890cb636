import { hkdfSync, randomBytes } from 'node:crypto'

/** What one sealing key gives rise to. The key itself is used for nothing else. */
export interface DerivedKeys {
  /** Names the key in a sealed cookie. */
  readonly id: string
  /** AES-256. */
  readonly sealing: Uint8Array
  /** HMAC-SHA-256. */
  readonly nonce: Uint8Array
}

/** The first seals and signs, all of them open and verify. */
export type KeyRing = readonly [DerivedKeys, ...DerivedKeys[]]

/** Derives the keys; without a sealing key one is made, and sealed sessions end with the process. */
export function createKeyRing(sealingKeys: readonly Uint8Array[]): KeyRing {
  const [first, ...older] = sealingKeys
  return [derive(first ?? randomBytes(32)), ...older.map(derive)]
}

function derive(sealingKey: Uint8Array): DerivedKeys {
  return {
    id: Buffer.from(expand(sealingKey, 'id', 9)).toString('base64url'),
    sealing: expand(sealingKey, 'sealed cookie', 32),
    nonce: expand(sealingKey, 'nonce', 32),
  }
}

/** @see RFC 5869 */
function expand(sealingKey: Uint8Array, purpose: string, lengthBytes: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', sealingKey, '', `fairlead/1/${purpose}`, lengthBytes))
}
