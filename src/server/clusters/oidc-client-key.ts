import { createHash } from 'node:crypto'
import type { OidcClient } from './cluster.ts'

const KEY_BYTES = 16

/**
 * Names an OIDC client in the relay's paths: equal on every replica and after a restart, and silent about the secret.
 *
 * @returns 22 characters of base64url
 */
export function oidcClientKey(
  client: Pick<OidcClient, 'issuer' | 'clientId' | 'scopes' | 'useAccessToken' | 'authorizationParameters'>,
): string {
  const parameters = Object.entries(client.authorizationParameters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const canonical = JSON.stringify({
    clientId: client.clientId,
    issuer: client.issuer,
    scopes: [...new Set(client.scopes)].sort(),
    useAccessToken: client.useAccessToken,
    // Left out while there are none, so that keys from before there were any stay.
    ...(parameters.length > 0 && { authorizationParameters: parameters }),
  })
  return createHash('sha256').update(canonical).digest().subarray(0, KEY_BYTES).toString('base64url')
}
