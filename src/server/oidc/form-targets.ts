import type { ClusterRegistry } from '../clusters/cluster.ts'
import type { Issuers } from './issuers.ts'

/**
 * The origins to which a page may have to send a form, to end sessions there: of the issuers and, as far as discovery
 * has found them, of their end-session endpoints. Asks nobody.
 */
export function formTargets(
  registry: Pick<ClusterRegistry, 'oidcClients'>,
  issuers: Pick<Issuers, 'for'>,
): readonly string[] {
  const urls = registry
    .oidcClients()
    .flatMap((client) => [client.issuer, issuers.for(client).lastKnown()?.end_session_endpoint])
  return [...new Set(urls.flatMap((url) => (url === undefined ? [] : (URL.parse(url)?.origin ?? []))))]
}
