import { readFile, writeFile } from 'node:fs/promises'
import { stringify } from 'yaml'
import type { Registration } from './issuers.ts'

/** An API server's trust in one issuer by its classic flags. */
export function classicFlags(trusted: Registration, caPath: string): Readonly<Record<string, string>> {
  return {
    'oidc-issuer-url': trusted.issuer,
    'oidc-client-id': trusted.clientId,
    'oidc-ca-file': caPath,
    'oidc-username-claim': 'email',
    'oidc-username-prefix': '-', // none
    'oidc-groups-claim': 'groups',
  }
}

/**
 * The trust in several issuers, by a file; names and groups get the issuer's prefix. Registrations that stand together
 * are of one issuer.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration
 */
export async function authenticationConfiguration(
  path: string,
  trusted: readonly { registrations: readonly [Registration, ...Registration[]]; prefix: string }[],
  caPath: string,
): Promise<Readonly<Record<string, string>>> {
  const certificateAuthority = await readFile(caPath, 'utf8')
  const jwt = trusted.map(({ registrations, prefix }) => ({
    issuer: {
      url: registrations[0].issuer,
      audiences: registrations.map(({ clientId }) => clientId),
      audienceMatchPolicy: 'MatchAny',
      certificateAuthority,
    },
    claimMappings: { username: { claim: 'email', prefix }, groups: { claim: 'groups', prefix } },
  }))
  const document = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AuthenticationConfiguration', jwt }
  await writeFile(path, stringify(document))
  return { 'authentication-config': path }
}
