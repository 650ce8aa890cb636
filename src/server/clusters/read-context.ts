import type { OidcDefaults, OidcSettings } from '../settings/settings.ts'
import { ClusterBroken } from './cluster-broken.ts'
import type { ReadFile } from './read-tls-trust.ts'

/** What reading a cluster takes from the settings and from the disk. */
export interface ReadContext {
  /** For every cluster that has no OIDC client of its own. */
  readonly oidc: OidcSettings | undefined
  readonly defaults: OidcDefaults
  readonly insecureSkipTlsVerify: boolean
  readonly readFile: ReadFile
}

/** @throws ClusterBroken `OIDC_NOT_CONFIGURED` */
export function requireOidc({ oidc }: ReadContext): OidcSettings {
  if (oidc !== undefined) return oidc
  throw new ClusterBroken(
    'OIDC_NOT_CONFIGURED',
    'Nothing says at which issuer one signs in to this cluster.',
    'Start Fairlead with -oidc-client-id and -oidc-idp-issuer-url, or give the cluster an OIDC client of its own.',
  )
}
