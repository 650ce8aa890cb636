import { RESOURCE_TYPES } from './resources.ts'

const VERSION = {
  major: '1',
  minor: '37',
  gitVersion: 'v1.37.0',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-08-26T00:00:00Z',
  goVersion: 'go1.26.0',
  compiler: 'gc',
  platform: 'linux/amd64',
}

const REVIEWS: Readonly<Record<string, readonly string[]>> = {
  'authentication.k8s.io': ['SelfSubjectReview'],
  'authorization.k8s.io': ['SelfSubjectAccessReview', 'SelfSubjectRulesReview'],
}

const GROUPS = ['apps', ...Object.keys(REVIEWS)]

const HEALTH_PATHS = ['/healthz', '/livez', '/readyz']

/** What the API server says of itself: its version, its health, its groups and resources. */
export function describe(path: string): unknown {
  if (path === '/version' || path === '/version/') return VERSION
  if (HEALTH_PATHS.includes(path)) return 'ok'
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] }
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: GROUPS.map(groupOf) }
  if (path === '/api/v1') return resourceList('', 'v1')
  const [, name, version] = /^\/apis\/([^/]+)(?:\/(v1))?$/.exec(path) ?? []
  if (name === undefined || !GROUPS.includes(name)) return undefined
  return version === undefined
    ? { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(name) }
    : resourceList(name, version)
}

function groupOf(name: string) {
  const version = { groupVersion: `${name}/v1`, version: 'v1' }
  return { name, versions: [version], preferredVersion: version }
}

function resourceList(group: string, version: string) {
  const groupVersion = group === '' ? version : `${group}/${version}`
  return {
    kind: 'APIResourceList',
    ...(group !== '' && { apiVersion: 'v1' }),
    groupVersion,
    resources: [...served(group), ...(REVIEWS[group] ?? []).map(review)],
  }
}

function served(group: string) {
  return RESOURCE_TYPES.filter((type) => type.group === group).map((type) => ({
    name: type.resource,
    singularName: type.singular,
    namespaced: type.namespaced,
    kind: type.kind,
    verbs: ['get', 'list', 'watch'],
    ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
    ...(type.categories.length > 0 && { categories: type.categories }),
  }))
}

function review(kind: string) {
  const singularName = kind.toLowerCase()
  return { name: `${singularName}s`, singularName, namespaced: false, kind, verbs: ['create'] }
}
