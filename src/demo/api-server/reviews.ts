import * as z from 'zod/mini'
import type { User } from './authenticate.ts'
import { isAllowed, rulesFor } from './authorize.ts'
import type { RequestInfo } from './request-info.ts'
import { badRequest, failure, type Status } from './status.ts'

const attributes = {
  verb: z.optional(z.string()),
  group: z.optional(z.string()),
  resource: z.optional(z.string()),
  subresource: z.optional(z.string()),
  namespace: z.optional(z.string()),
  name: z.optional(z.string()),
}

const reviewSchema = z.object({
  spec: z.optional(
    z.object({
      namespace: z.optional(z.string()),
      resourceAttributes: z.optional(z.object(attributes)),
      nonResourceAttributes: z.optional(z.object({ path: z.string(), verb: z.string() })),
    }),
  ),
})

type Review = z.infer<typeof reviewSchema>

/** What a person may ask about themselves: who they are, what they may do. */
export function answerReview(user: User, resource: string, body: string): object | Status | undefined {
  const review = read(body)
  if (review === undefined)
    return badRequest('the object provided is unrecognized: it is no JSON of this kind')
  switch (resource) {
    case 'selfsubjectreviews':
      return selfSubjectReview(user)
    case 'selfsubjectaccessreviews':
      return selfSubjectAccessReview(user, review)
    case 'selfsubjectrulesreviews':
      return selfSubjectRulesReview(user, review)
    default:
      return undefined
  }
}

function read(body: string): Review | undefined {
  try {
    const parsed = reviewSchema.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

function selfSubjectReview({ username, groups }: User) {
  return {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { creationTimestamp: null },
    status: { userInfo: { username, groups } },
  }
}

function selfSubjectAccessReview(user: User, { spec }: Review): object | Status {
  const { resourceAttributes: resource, nonResourceAttributes: path } = spec ?? {}
  if ((resource === undefined) === (path === undefined)) {
    const message = 'exactly one of nonResourceAttributes or resourceAttributes must be specified'
    return failure(
      422,
      'Invalid',
      `SelfSubjectAccessReview.authorization.k8s.io "" is invalid: spec: ${message}`,
    )
  }
  const asked: RequestInfo = path
    ? { kind: 'path', ...path }
    : {
        kind: 'resource',
        path: '',
        verb: resource?.verb ?? '',
        group: resource?.group ?? '',
        version: '*',
        resource: resource?.resource ?? '',
        ...(resource?.subresource && { subresource: resource.subresource }),
        ...(resource?.namespace && { namespace: resource.namespace }),
        ...(resource?.name && { name: resource.name }),
      }
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec,
    status: { allowed: isAllowed(user, asked) },
  }
}

function selfSubjectRulesReview(user: User, { spec }: Review): object | Status {
  if (!spec?.namespace) return badRequest('no namespace on request')
  const rules = rulesFor(user, spec.namespace)
  return {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec: {},
    status: {
      resourceRules: rules.filter((rule) => rule.resources),
      nonResourceRules: rules.filter((rule) => rule.nonResourceURLs),
      incomplete: false,
    },
  }
}
