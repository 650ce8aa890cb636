import type { ClusterName } from '../../contract/cluster-name.ts'
import type { ErrorCode } from '../../contract/error-codes.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Cluster, ListedCluster } from './cluster.ts'

/** Thrown while one cluster is being read, and caught by {@link readOrBroken}: the others are read on. */
export class ClusterBroken extends Error {
  readonly finding: Finding

  constructor(code: ErrorCode, message: string, remedy: string) {
    super(message)
    this.finding = { code, message, remedy }
  }
}

/** Reads one cluster, or lists it as broken with the reason. */
export function readOrBroken(
  entry: { readonly name: ClusterName; readonly source: string },
  read: () => Pick<Cluster, 'server' | 'tls' | 'proxyUrl' | 'oidc'>,
): ListedCluster {
  const { name, source } = entry
  try {
    return { status: 'ready', name, source, ...read() }
  } catch (error) {
    if (!(error instanceof ClusterBroken)) throw error
    return { status: 'broken', name, source, reason: error.finding }
  }
}
