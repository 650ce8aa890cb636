import * as z from 'zod/mini'
import { AppError } from '../../contract/app-error.ts'
import type { Identity } from '../session/session.ts'
import type { KubernetesRequest } from './kubernetes-request.ts'
import type { Words } from './words.ts'

const REVIEW = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }

const reviewSchema = z.object({
  status: z.object({
    userInfo: z.object({ username: z.string(), groups: z.optional(z.array(z.string())) }),
  }),
})

/**
 * Asks the API server whom it takes the person for.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#self-subject-review
 */
export async function whoAmI(request: KubernetesRequest, words: Words): Promise<Identity> {
  const response = await request('/apis/authentication.k8s.io/v1/selfsubjectreviews', {
    method: 'POST',
    body: REVIEW,
  })
  const review = reviewSchema.safeParse(await response.json().catch(() => undefined))
  if (!review.success) {
    throw new AppError('KUBERNETES_FAILED', words().identityUnreadable)
  }
  const { username, groups = [] } = review.data.status.userInfo
  return { username, groups }
}
