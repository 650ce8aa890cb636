import type { OidcDefaults, OidcSettings } from '../settings/settings.ts'
import { ClusterBroken } from './cluster-broken.ts'
import type { Cluster } from './cluster.ts'
import { toOidcClient } from './oidc-client.ts'
import type { ReadFile } from './read-tls-trust.ts'

/** What reading a cluster takes from the settings and from the disk. */
export interface ReadContext {
  /** For every cluster that has no OIDC client of its own. */
  readonly oidc: OidcSettings | undefined
  readonly defaults: OidcDefaults
  /** A cluster without an OIDC client has this way in. */
  readonly pastedTokens: boolean
  readonly insecureSkipTlsVerify: boolean
  readonly readFile: ReadFile
}

/**
 * How one signs in to a cluster: with its own OIDC client, else with everyone's, else by a pasted token.
 *
 * @throws ClusterBroken `OIDC_NOT_CONFIGURED` when there is no client, and tokens may not be pasted
 */
export function signInOf(own: OidcSettings | undefined, context: ReadContext): Pick<Cluster, 'oidc'> {
  const settings = own ?? context.oidc
  if (settings !== undefined) return { oidc: toOidcClient(settings) }
  if (context.pastedTokens) return {}
  throw new ClusterBroken(
    'OIDC_NOT_CONFIGURED',
    'Nothing says at which issuer one signs in to this cluster.',
    'Whoever runs Fairlead can start it with -oidc-client-id and -oidc-idp-issuer-url, give the cluster an OIDC client of its own, or allow pasted tokens again (-token-sign-in).',
  )
}
