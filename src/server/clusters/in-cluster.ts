import { isIPv6 } from 'node:net'
import type { Environment } from '../settings/read-variables.ts'
import type { Settings } from '../settings/settings.ts'
import { ClusterBroken } from './cluster-broken.ts'
import type { ListedCluster, TlsTrust } from './cluster.ts'
import { readServer, requireOidc, type ReadContext } from './kubeconfig-clusters.ts'
import { toOidcClient } from './oidc-client.ts'
import { readCaFile } from './read-tls-trust.ts'

export const SERVICE_ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount'

/**
 * The cluster in whose pod we run, by its address and CA. The service account's token is never read.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export function inCluster(
  name: Settings['clusters']['inClusterContextName'],
  env: Environment,
  serviceAccountFolder: string,
  context: ReadContext,
): ListedCluster {
  const source = 'in-cluster'
  try {
    const server = readServer(serverOf(env))
    const tls: TlsTrust = context.insecureSkipTlsVerify
      ? { insecureSkipVerify: true }
      : {
          ca: readCaFile('ca.crt', serviceAccountFolder, 'the service account', context.readFile),
          insecureSkipVerify: false,
        }
    return { status: 'ready', name, server, tls, oidc: toOidcClient(requireOidc(context.oidc)), source }
  } catch (error) {
    if (!(error instanceof ClusterBroken)) throw error
    return { status: 'broken', name, reason: error.finding, source }
  }
}

function serverOf(env: Environment): string {
  const host = env['KUBERNETES_SERVICE_HOST']
  const port = env['KUBERNETES_SERVICE_PORT']
  if (host && port) return `https://${isIPv6(host) ? `[${host}]` : host}:${port}`
  throw new ClusterBroken(
    'SETTINGS_INVALID',
    'KUBERNETES_SERVICE_HOST or KUBERNETES_SERVICE_PORT is not set, so this is no pod of a cluster.',
    'Leave out -in-cluster outside of Kubernetes.',
  )
}
