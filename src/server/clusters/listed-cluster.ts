import type { ClusterSettings } from '../settings/settings.ts'
import { readOrBroken } from './cluster-broken.ts'
import type { ListedCluster, TlsTrust } from './cluster.ts'
import { signInOf, type ReadContext } from './read-context.ts'
import { readServer } from './read-server.ts'

/** A cluster that is written out in the settings file. */
export function listedCluster(settings: ClusterSettings, context: ReadContext): ListedCluster {
  const { name, ca, tlsServerName, proxyUrl } = settings
  const skips = settings.insecureSkipTlsVerify || context.insecureSkipTlsVerify
  const tls: TlsTrust = {
    ...(ca !== undefined && !skips && { ca }),
    ...(tlsServerName !== undefined && { serverName: tlsServerName }),
    insecureSkipVerify: skips,
  }
  return readOrBroken({ name, source: 'the settings file' }, () => ({
    server: readServer(settings.server),
    tls,
    ...(proxyUrl !== undefined && { proxyUrl: new URL(proxyUrl) }),
    ...signInOf(settings.oidc, context),
  }))
}
