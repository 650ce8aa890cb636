import { existsSync } from 'node:fs'
import type { FastifyBaseLogger } from 'fastify'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Environment } from '../settings/read-variables.ts'
import { SettingsFaults } from '../settings/settings-faults.ts'
import type { Settings } from '../settings/settings.ts'
import type { ClusterRegistry, ListedCluster, OidcClient } from './cluster.ts'
import { inCluster, SERVICE_ACCOUNT_FOLDER } from './in-cluster.ts'
import { kubeconfigClusters } from './kubeconfig-clusters.ts'
import { listedCluster } from './listed-cluster.ts'
import type { ReadContext } from './read-context.ts'
import { createKubeconfigReader, type KubeconfigReader } from './read-kubeconfigs.ts'
import { shareOidcClients } from './share-oidc-clients.ts'
import { trackFiles, type TrackedFiles } from './tracked-files.ts'

const CHECK_INTERVAL_MS = 1000
const GIVE_CLIENT = 'give -oidc-client-id and -oidc-idp-issuer-url'

export interface RegistryDeps {
  readonly log: FastifyBaseLogger
  /** Where a pod finds its API server. */
  readonly env?: Environment
  readonly serviceAccountFolder?: string
  /** Monotonic. */
  readonly nowMs?: () => number
}

interface State {
  readonly clusters: ReadonlyMap<ClusterName, ListedCluster>
  readonly oidcClients: ReadonlyMap<string, OidcClient>
  readonly files: TrackedFiles
  /** When it is stale although no file has changed. */
  readonly readAgainAtMs: number
}

/**
 * Knows the clusters of the settings file, the pod and the kubeconfigs. Where they share a name, the first in this
 * order wins. Changed files are read again on use, at most once a second.
 *
 * @throws SettingsFaults when the operator named a kubeconfig that does not exist
 */
export function createClusterRegistry(settings: Settings, deps: RegistryDeps): ClusterRegistry {
  refuseMissingKubeconfigs(settings)
  const { log, nowMs = () => performance.now() } = deps
  const kubeconfigs = createKubeconfigReader(log, nowMs)
  let state = readState(settings, deps, kubeconfigs)
  let checkedAtMs = nowMs()
  logClusters(log, state)

  function current(): State {
    const now = nowMs()
    if (now - checkedAtMs < CHECK_INTERVAL_MS) return state
    checkedAtMs = now
    if (now < state.readAgainAtMs && !state.files.haveChanged()) return state
    state = readState(settings, deps, kubeconfigs)
    logClusters(log, state)
    return state
  }

  return {
    list: () => [...current().clusters.values()],
    find: (name) => current().clusters.get(name),
    oidcClients: () => [...current().oidcClients.values()],
    findOidcClient: (key) => current().oidcClients.get(key),
  }
}

function refuseMissingKubeconfigs({ clusters }: Settings) {
  if (!clusters.kubeconfigIsExplicit) return
  const missing = clusters.kubeconfigPaths.filter((path) => !existsSync(path))
  if (missing.length > 0)
    throw new SettingsFaults(missing.map((path) => `-kubeconfig: there is no file ${JSON.stringify(path)}`))
}

function readState(settings: Settings, deps: RegistryDeps, kubeconfigs: KubeconfigReader): State {
  const { clusters: sources, oidc, oidcDefaults, signIn } = settings
  const { env = process.env, serviceAccountFolder = SERVICE_ACCOUNT_FOLDER, log } = deps
  const files = trackFiles()
  const context: ReadContext = {
    oidc,
    defaults: oidcDefaults,
    pastedTokens: signIn.pastedTokens,
    insecureSkipTlsVerify: sources.insecureSkipTlsVerify,
    readFile: files.read,
  }
  const { merged, broken, readAgainAtMs } = kubeconfigs.read(sources.kubeconfigPaths, files.read)
  const all = [
    ...sources.listed.map((listed) => listedCluster(listed, context)),
    ...(sources.inCluster
      ? [inCluster(sources.inClusterContextName, env, serviceAccountFolder, context)]
      : []),
    ...kubeconfigClusters(merged, sources.skippedContexts, context),
    ...broken,
  ]
  return { ...shareOidcClients(firstOfEachName(all, log), log), files, readAgainAtMs }
}

function firstOfEachName(all: readonly ListedCluster[], log: FastifyBaseLogger) {
  const clusters = new Map<ClusterName, ListedCluster>()
  for (const cluster of all) {
    const first = clusters.get(cluster.name)
    if (first === undefined) clusters.set(cluster.name, cluster)
    else
      log.warn(
        { cluster: cluster.name, used: first.source, ignored: cluster.source },
        'two clusters share a name',
      )
  }
  return clusters
}

function logClusters(log: FastifyBaseLogger, { clusters }: State): void {
  const all = [...clusters.values()]
  for (const cluster of all) {
    if (cluster.status === 'ready') continue
    const { name, source, reason } = cluster
    log.warn({ cluster: name, source, code: reason.code, remedy: reason.remedy }, reason.message)
  }
  const ready = all.filter((cluster) => cluster.status === 'ready')
  if (ready.length === 0) return log.warn(`no cluster can be signed in to; ${remedyFor(all)}`)
  log.info({ ready: ready.length, broken: all.length - ready.length }, 'clusters read')
  const byToken = ready.filter(({ oidc }) => oidc === undefined).map(({ name }) => name)
  // Some without a client may be meant; that all are is more often forgotten.
  if (byToken.length > 0)
    log[byToken.length === ready.length ? 'warn' : 'info'](
      { clusters: byToken },
      `no OIDC client, so one signs in with a pasted token; ${GIVE_CLIENT} for a sign-in at an issuer`,
    )
}

function remedyFor(unusable: readonly ListedCluster[]): string {
  if (unusable.length === 0) return 'give -kubeconfig, -in-cluster or -config'
  const lacksClient = unusable.some(
    (cluster) => cluster.status === 'broken' && cluster.reason.code === 'OIDC_NOT_CONFIGURED',
  )
  return lacksClient ? GIVE_CLIENT : 'the lines before this one say why'
}
