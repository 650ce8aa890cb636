import { isIPv6 } from 'node:net'
import type { Environment } from '../settings/read-variables.ts'
import type { Settings } from '../settings/settings.ts'
import { ClusterBroken, readOrBroken } from './cluster-broken.ts'
import type { ListedCluster, TlsTrust } from './cluster.ts'
import { signInOf, type ReadContext } from './read-context.ts'
import { readServer } from './read-server.ts'
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
  return readOrBroken({ name, source: 'in-cluster' }, () => ({
    server: readServer(serverOf(env)),
    tls: readTls(serviceAccountFolder, context),
    ...signInOf(undefined, context),
  }))
}

function readTls(serviceAccountFolder: string, context: ReadContext): TlsTrust {
  if (context.insecureSkipTlsVerify) return { insecureSkipVerify: true }
  const ca = readCaFile('ca.crt', serviceAccountFolder, 'the service account', context.readFile)
  return { ca, insecureSkipVerify: false }
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
