import type { APIRequestContext } from '@playwright/test'
import type { RigCluster } from '../rig/rig.ts'

/** Asks an API server itself, past Fairlead, whom it takes a token for. @returns the status of its answer */
export async function statusForToken(
  request: APIRequestContext,
  cluster: RigCluster,
  bearerToken: string,
): Promise<number> {
  const answer = await request.post(`${cluster.url}/apis/authentication.k8s.io/v1/selfsubjectreviews`, {
    headers: { authorization: `Bearer ${bearerToken}` },
    data: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
  })
  return answer.status()
}
