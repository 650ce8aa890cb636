import { expect } from '@playwright/test'
import { WEST_SHORT_LIVED } from './rig/kubeconfigs.ts'
import { expectSignedInAs, leaveForIssuer, podRow } from '../support/fairlead-page.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { watchApiServer, watchIssuer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

story('a session outlives its tokens, and what is on screen stays live', async ({ page, rig, kubectl }) => {
  story.slow() // it waits for two tokens to come to their end
  const { oneNamespace } = rig.people
  const { idTokenTtlS } = rig.registrations.westShortLived
  await leaveForIssuer(page, WEST_SHORT_LIVED, '/pods?namespace=team-dev')
  await signInAtNodeIssuer(page, oneNamespace)
  await expect(podRow(page, 'shop-5c88')).toBeVisible()

  const issuer = watchIssuer(rig, 'nodeIssuer')
  const kubernetes = watchApiServer(rig.clusters.west)
  const since = Date.now()
  await expect.poll(() => issuer.seen().length, { timeout: 3 * idTokenTtlS * 1000 }).toBeGreaterThanOrEqual(2)
  const livesLived = (Date.now() - since) / 1000 / idTokenTtlS

  await kubectl.west.createRunningPod('team-dev', 'late-comer')
  await expect(podRow(page, 'late-comer')).toContainText('Running')
  await kubectl.west.deletePod('team-dev', 'late-comer')
  await expect(podRow(page, 'late-comer')).toHaveCount(0)
  await expectSignedInAs(page, `a:${oneNamespace.email}`)

  expect(issuer.seen()).toEqual(issuer.seen().map(() => ({ method: 'POST', path: '/token', status: 200 })))
  expect(issuer.seen().length, 'a renewal or two in each life').toBeLessThanOrEqual(
    2 * Math.ceil(livesLived) + 2,
  )
  expect(kubernetes.seen().filter(({ responseStatus }) => responseStatus?.code === 401)).toEqual([])
})
