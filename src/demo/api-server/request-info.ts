/** What a request asks for, in Kubernetes' own terms: what authorization decides on. */
export type RequestInfo =
  | { readonly kind: 'path'; readonly path: string; readonly verb: string }
  | {
      readonly kind: 'resource'
      readonly path: string
      readonly verb: string
      /** `''` for the core group. */
      readonly group: string
      readonly version: string
      readonly resource: string
      readonly subresource?: string
      readonly namespace?: string
      readonly name?: string
    }

const WRITE_VERBS: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch' }

/**
 * Reads method and address as kube-apiserver does.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb
 */
export function requestInfo(method: string, url: URL): RequestInfo {
  const path = url.pathname
  const parts = path.split('/').filter(Boolean).map(decodePart)
  const [group, version, rest] =
    parts[0] === 'api' ? ['', parts[1], parts.slice(2)] : [parts[1], parts[2], parts.slice(3)]
  const isApi = parts[0] === 'api' || parts[0] === 'apis'
  if (!isApi || group === undefined || version === undefined || rest.length === 0) {
    return { kind: 'path', path, verb: method.toLowerCase() }
  }
  const place = placeOf(rest)
  const watches = ['1', 'true'].includes(url.searchParams.get('watch') ?? '')
  return { kind: 'resource', path, group, version, ...place, verb: verbOf(method, place.name, watches) }
}

function placeOf(rest: readonly string[]) {
  const [first = '', namespace, resource, name, subresource] = rest
  if (first === 'namespaces' && namespace !== undefined && resource !== undefined) {
    return { resource, namespace, ...(name && { name }), ...(subresource && { subresource }) }
  }
  // A namespace is itself inside that namespace, for authorization.
  if (first === 'namespaces') return { resource: first, ...(namespace && { name: namespace, namespace }) }
  return {
    resource: first,
    ...(namespace && { name: namespace }),
    ...(resource && { subresource: resource }),
  }
}

function verbOf(method: string, name: string | undefined, watches: boolean): string {
  if (method === 'GET' || method === 'HEAD') return watches ? 'watch' : name === undefined ? 'list' : 'get'
  if (method === 'DELETE') return name === undefined ? 'deletecollection' : 'delete'
  return WRITE_VERBS[method] ?? method.toLowerCase()
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
