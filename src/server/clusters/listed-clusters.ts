import type { ClusterSettings } from '../settings/settings.ts'
import { ClusterBroken } from './cluster-broken.ts'
import type { ListedCluster, TlsTrust } from './cluster.ts'
import { readServer, requireOidc, type ReadContext } from './kubeconfig-clusters.ts'
import { toOidcClient } from './oidc-client.ts'

/** A cluster that is written out in the settings file. */
export function listedCluster(settings: ClusterSettings, context: ReadContext): ListedCluster {
  const { name, ca, tlsServerName, proxyUrl } = settings
  const source = 'the settings file'
  const skips = settings.insecureSkipTlsVerify || context.insecureSkipTlsVerify
  const tls: TlsTrust = {
    ...(ca !== undefined && !skips && { ca }),
    ...(tlsServerName !== undefined && { serverName: tlsServerName }),
    insecureSkipVerify: skips,
  }
  try {
    return {
      status: 'ready',
      name,
      server: readServer(settings.server),
      tls,
      ...(proxyUrl !== undefined && { proxyUrl: new URL(proxyUrl) }),
      oidc: toOidcClient(settings.oidc ?? requireOidc(context.oidc)),
      source,
    }
  } catch (error) {
    if (!(error instanceof ClusterBroken)) throw error
    return { status: 'broken', name, reason: error.finding, source }
  }
}
