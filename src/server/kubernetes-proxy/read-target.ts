import { decodeClusterName, type ClusterName } from '../../contract/cluster-name.ts'

/** Where a request is bound for: a cluster by its name, and the path and query that its API server gets, as they came. */
export interface Target {
  readonly cluster: ClusterName
  readonly path: string
}

export type TargetRefusal = 'not-a-cluster-name' | 'ambiguous-path'

const PATH_CHARACTERS = /^[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*$/
const QUERY_CHARACTERS = /^[\x21\x22\x24-\x7e]*$/

/**
 * Escapes that two servers in a row may read differently: broken ones, control characters, `/`, `\`, and an escaped
 * escape. No Kubernetes name holds any of them, and API servers decode `%2F` before they route.
 */
const AMBIGUOUS_ESCAPE = /%(?![0-9a-f]{2})|%(?:[01][0-9a-f]|7f|2f|5c|25[0-9a-f]{2})/i
const DOT_SEGMENT = /^(?:\.|%2e){1,2}(?:;|$)/i

/**
 * Reads `PREFIX/clusters/NAME/rest?query` from the URL as it was sent, before any router decodes or normalises it.
 *
 * @param prefix what stands before the cluster's segment, such as `/fairlead/clusters/`
 * @see RFC 3986, section 6.2.2.3
 */
export function readTarget(rawUrl: string, prefix: string): Target | TargetRefusal {
  if (!rawUrl.startsWith(prefix)) return 'ambiguous-path'
  const queryAt = rawUrl.indexOf('?')
  const pathEnd = queryAt === -1 ? rawUrl.length : queryAt
  const nameEnd = rawUrl.indexOf('/', prefix.length)
  if (nameEnd === -1 || nameEnd > pathEnd) return 'ambiguous-path'

  const cluster = decodeClusterName(rawUrl.slice(prefix.length, nameEnd))
  if (cluster === undefined) return 'not-a-cluster-name'
  const path = rawUrl.slice(nameEnd, pathEnd)
  if (!isPlainPath(path) || !QUERY_CHARACTERS.test(rawUrl.slice(pathEnd))) return 'ambiguous-path'
  return { cluster, path: rawUrl.slice(nameEnd) }
}

function isPlainPath(path: string): boolean {
  return (
    PATH_CHARACTERS.test(path) &&
    !AMBIGUOUS_ESCAPE.test(path) &&
    !path.includes('//') &&
    !path.split('/').some((segment) => DOT_SEGMENT.test(segment))
  )
}
