import type { User } from './authenticate.ts'
import type { RequestInfo } from './request-info.ts'
import { serviceAccountName } from './service-account-tokens.ts'
import { failure, type Status } from './status.ts'

/** As in a Role or ClusterRole; `*` stands for all. */
export interface PolicyRule {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

interface Binding {
  readonly group: string
  /** User names that it holds for besides. */
  readonly users?: readonly string[]
  /** Left out, the rules hold in the whole cluster. */
  readonly namespace?: string
  readonly rules: readonly PolicyRule[]
}

const READ = ['get', 'list', 'watch']
const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz', '/version', '/version/']
const DISCOVERY_PATHS = ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*']

const SELF_REVIEWS: PolicyRule = {
  verbs: ['create'],
  apiGroups: ['authentication.k8s.io', 'authorization.k8s.io'],
  resources: ['selfsubjectreviews', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
}

const BINDINGS: readonly Binding[] = [
  { group: 'system:unauthenticated', rules: [{ verbs: ['get'], nonResourceURLs: PUBLIC_PATHS }] },
  {
    group: 'system:authenticated',
    rules: [SELF_REVIEWS, { verbs: ['get'], nonResourceURLs: [...PUBLIC_PATHS, ...DISCOVERY_PATHS] }],
  },
  {
    group: 'platform-admins',
    users: [serviceAccountName('ada')],
    rules: [
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['*'], nonResourceURLs: ['*'] },
    ],
  },
  {
    group: 'tracking-team',
    users: [serviceAccountName('tomas')],
    namespace: 'tracking',
    rules: [
      { verbs: READ, apiGroups: [''], resources: ['pods', 'services', 'events'] },
      { verbs: READ, apiGroups: ['apps'], resources: ['deployments', 'replicasets'] },
    ],
  },
]

/** The rules that hold for the user: in the whole cluster, and in the namespace where one is given. */
export function rulesFor(user: User, namespace?: string): readonly PolicyRule[] {
  return BINDINGS.filter(
    (binding) =>
      (user.groups.includes(binding.group) || binding.users?.includes(user.username)) &&
      (binding.namespace === undefined || binding.namespace === namespace),
  ).flatMap((binding) => binding.rules)
}

export function isAllowed(user: User, request: RequestInfo): boolean {
  if (request.kind === 'path') {
    return rulesFor(user).some(
      (rule) =>
        covers(rule.verbs, request.verb) &&
        rule.nonResourceURLs?.some((url) => pathMatches(url, request.path)),
    )
  }
  const resource = request.subresource ? `${request.resource}/${request.subresource}` : request.resource
  return rulesFor(user, request.namespace).some(
    (rule) =>
      covers(rule.verbs, request.verb) &&
      covers(rule.apiGroups ?? [], request.group) &&
      covers(rule.resources ?? [], resource),
  )
}

/** The refusal in Kubernetes' own words. */
export function forbidden(user: User, request: RequestInfo): Status {
  if (request.kind === 'path') {
    const message = `forbidden: User "${user.username}" cannot ${request.verb} path "${request.path}"`
    return failure(403, 'Forbidden', message, {})
  }
  const { group, name, namespace } = request
  const resource = request.subresource ? `${request.resource}/${request.subresource}` : request.resource
  const qualified = group === '' ? request.resource : `${request.resource}.${group}`
  const named = name === undefined ? qualified : `${qualified} "${name}"`
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`
  return failure(
    403,
    'Forbidden',
    `${named} is forbidden: User "${user.username}" cannot ${request.verb} resource "${resource}" in API group "${group}" ${where}`,
    { ...(name !== undefined && { name }), ...(group !== '' && { group }), kind: request.resource },
  )
}

function covers(allowed: readonly string[], asked: string): boolean {
  return allowed.includes('*') || allowed.includes(asked)
}

function pathMatches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
}
