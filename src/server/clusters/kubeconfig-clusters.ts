import { clusterNameSchema } from '../../contract/cluster-name.ts'
import type { OidcSettings } from '../settings/settings.ts'
import { ClusterBroken, readOrBroken } from './cluster-broken.ts'
import type { Cluster, ListedCluster, TlsTrust } from './cluster.ts'
import { readUserOidc } from './kubeconfig-user-oidc.ts'
import { nameForShow } from './name-for-show.ts'
import type { Kubeconfig, KubeconfigCluster, KubeconfigContext, KubeconfigEntry } from './parse-kubeconfig.ts'
import { signInOf, type ReadContext } from './read-context.ts'
import { readServer } from './read-server.ts'
import { readCaData, readCaFile } from './read-tls-trust.ts'

/** Turns the contexts of a merged kubeconfig into clusters, each on its own: a broken one leaves the others whole. */
export function kubeconfigClusters(
  kubeconfig: Kubeconfig,
  skipped: readonly string[],
  context: ReadContext,
): readonly ListedCluster[] {
  return [...kubeconfig.contexts]
    .filter(([name]) => !skipped.includes(name))
    .map(([name, entry]) =>
      readOrBroken({ name: nameForShow(name), source: entry.path }, () => {
        requireName(name)
        return readCluster(valueOf(entry, `context ${JSON.stringify(name)}`).value, kubeconfig, context)
      }),
    )
}

function readCluster(
  value: KubeconfigContext,
  kubeconfig: Kubeconfig,
  context: ReadContext,
): Pick<Cluster, 'server' | 'tls' | 'proxyUrl' | 'oidc'> {
  const clusterEntry = kubeconfig.clusters.get(value.cluster ?? '')
  const clusterLabel = JSON.stringify(value.cluster ?? '')
  if (clusterEntry === undefined)
    throw invalid(`The context names the cluster ${clusterLabel}, which the kubeconfig does not define.`)
  const cluster = valueOf(clusterEntry, `cluster ${clusterLabel}`)
  const proxyUrl = readProxyUrl(cluster.value)
  return {
    server: readServer(cluster.value.server ?? ''),
    tls: readTls(cluster.value, cluster.folder, context),
    ...(proxyUrl !== undefined && { proxyUrl }),
    ...signInOf(readOidc(value.user ?? '', kubeconfig, context), context),
  }
}

function readOidc(userName: string, kubeconfig: Kubeconfig, context: ReadContext): OidcSettings | undefined {
  const entry = kubeconfig.users.get(userName)
  const user = entry === undefined ? undefined : valueOf(entry, `user ${JSON.stringify(userName)}`)
  return user === undefined ? undefined : readUserOidc(user.value, { ...context, folder: user.folder })
}

function requireName(name: string): void {
  if (clusterNameSchema.safeParse(name).success) return
  throw invalid(
    'The name of the context is empty, longer than 253 characters, or not well-formed text.',
    'Give it another name: kubectl config rename-context.',
  )
}

function readTls(cluster: KubeconfigCluster, folder: string, context: ReadContext): TlsTrust {
  const serverName = cluster['tls-server-name']
  const file = cluster['certificate-authority']
  const data = cluster['certificate-authority-data']
  const skips = cluster['insecure-skip-tls-verify'] === true
  const named = serverName ? { serverName } : {}
  if (context.insecureSkipTlsVerify) return { ...named, insecureSkipVerify: true }
  if (skips && (file || data))
    throw invalid(
      'It has both a certificate authority and insecure-skip-tls-verify, which contradict each other.',
      'Remove insecure-skip-tls-verify.',
    )
  if (skips) return { ...named, insecureSkipVerify: true }
  const ca = data
    ? readCaData(data, 'certificate-authority-data')
    : file
      ? readCaFile(file, folder, 'certificate-authority', context.readFile)
      : undefined
  return { ...named, ...(ca !== undefined && { ca }), insecureSkipVerify: false }
}

function readProxyUrl(cluster: KubeconfigCluster): URL | undefined {
  const text = cluster['proxy-url']
  if (!text) return undefined
  const url = URL.parse(text)
  if (url !== null && /^https?:$/.test(url.protocol)) return url
  throw invalid('The proxy-url is not an http or https URL.', 'Name an HTTP proxy, or remove proxy-url.')
}

function valueOf<T>(
  entry: KubeconfigEntry<T>,
  label: string,
): Extract<KubeconfigEntry<T>, { status: 'read' }> {
  if (entry.status === 'read') return entry
  throw invalid(`The kubeconfig's ${label} is not as expected: ${entry.problem}.`)
}

function invalid(
  message: string,
  remedy = 'Correct the kubeconfig; Fairlead reads it again by itself.',
): ClusterBroken {
  return new ClusterBroken('KUBECONFIG_INVALID', message, remedy)
}
