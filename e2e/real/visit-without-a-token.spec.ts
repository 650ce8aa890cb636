import { expect } from '@playwright/test'
import { apiPath, leaveForIssuer, podRow } from '../support/fairlead-page.ts'
import { EAST_BY_ARN, WEST_VIA_NODE } from './rig/kubeconfigs.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { watchApiServer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

/** Each has an administrator's client certificate in the kubeconfig that Fairlead reads. */
const CLUSTERS = [
  { name: 'east', apiServer: 'east' },
  { name: EAST_BY_ARN, apiServer: 'east' },
  { name: 'west', apiServer: 'west' },
  { name: WEST_VIA_NODE, apiServer: 'west' },
] as const

for (const { name, apiServer } of CLUSTERS) {
  story(`a visitor without a token is anonymous in ${name}`, async ({ request, rig }) => {
    const kubernetes = watchApiServer(rig.clusters[apiServer])
    const answer = await request.get(`${apiPath(name)}/api/v1/pods`)
    expect(answer.status()).toBe(403)
    expect(await answer.json()).toMatchObject({
      kind: 'Status',
      message: expect.stringContaining('User "system:anonymous" cannot list resource "pods"'),
    })
    await expect.poll(() => kubernetes.seen().map(({ user }) => user.username)).toEqual(['system:anonymous'])
  })
}

story(
  'the cookies of a signed-in browser give no rights to a request without the token',
  async ({ page, rig }) => {
    await leaveForIssuer(page, 'east')
    await signInAtNodeIssuer(page, rig.people.seesEverything)
    await expect(podRow(page, 'gateway-7d9f')).toBeVisible()
    const answer = await page.context().request.get(`${apiPath('east')}/api/v1/pods`)
    expect(answer.status()).toBe(403)
    expect(await answer.text()).toContain('system:anonymous')
  },
)

story("a visitor's wish to act as someone else never reaches the API server", async ({ request }) => {
  const headers = { 'Impersonate-User': 'cluster-admin', 'Impersonate-Group': 'system:masters' }
  const answer = await request.get(`${apiPath('east')}/api/v1/secrets`, { headers })
  // Had the wish come through, the API server would speak of impersonation.
  expect(await answer.json()).toMatchObject({
    code: 403,
    message: expect.stringMatching(/^secrets is forbidden: User "system:anonymous" cannot list/),
  })
})

story('a token that no issuer signed is refused by the API server itself', async ({ request, rig }) => {
  const kubernetes = watchApiServer(rig.clusters.east)
  const answer = await request.get(`${apiPath('east')}/api/v1/pods`, {
    headers: { authorization: `Bearer ${unsignedToken(rig.registrations.east)}` },
  })
  expect(answer.status()).toBe(401)
  expect(await answer.json()).toMatchObject({ kind: 'Status', code: 401 })
  await expect.poll(() => kubernetes.seen().map(({ responseStatus }) => responseStatus?.code)).toEqual([401])
})

function unsignedToken({ issuer, clientId }: { issuer: string; clientId: string }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    iss: issuer,
    aud: clientId,
    exp: 4_102_444_800,
    email: 'x@example.com',
    email_verified: true,
  }
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
}
