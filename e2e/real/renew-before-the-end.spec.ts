import { expect } from '@playwright/test'
import { WEST_SHORT_LIVED } from './rig/kubeconfigs.ts'
import { expectSignedInAs, leaveForIssuer, podRow } from '../support/fairlead-page.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { watchApiServer, watchIssuer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

story(
  'a session outlives its tokens in every tab, with one renewal for all, and what is on screen stays live',
  async ({ page, context, rig, kubectl }) => {
    story.slow() // it waits for two tokens to come to their end
    const { oneNamespace } = rig.people
    const { idTokenTtlS } = rig.registrations.westShortLived
    await leaveForIssuer(page, WEST_SHORT_LIVED, '/pods?namespace=team-dev')
    await signInAtNodeIssuer(page, oneNamespace)
    await expect(podRow(page, 'shop-5c88')).toBeVisible()
    const tabs = [page, await context.newPage()] as const
    await tabs[1].goto(page.url())
    await expect(podRow(tabs[1], 'shop-5c88')).toBeVisible()

    const issuer = watchIssuer(rig, 'nodeIssuer')
    const kubernetes = watchApiServer(rig.clusters.west)
    let asked = 0
    context.on('request', (request) => {
      if (request.url().endsWith('/token')) asked += 1
    })
    const renewals = (count: number) =>
      expect
        .poll(() => issuer.seen(), { timeout: count * idTokenTtlS * 1000 })
        .toEqual(Array(count).fill({ method: 'POST', path: '/token', status: 200 }))

    const firstTokensEndMs = Date.now() + idTokenTtlS * 1000
    await renewals(1)
    await expect.poll(() => Date.now(), { timeout: idTokenTtlS * 1000 }).toBeGreaterThan(firstTokensEndMs)
    expect(asked, 'by both tabs together').toBe(1)
    await kubectl.west.createRunningPod('team-dev', 'late-comer')
    for (const tab of tabs) await expect(podRow(tab, 'late-comer')).toContainText('Running')

    await renewals(2)
    await kubectl.west.deletePod('team-dev', 'late-comer')
    for (const tab of tabs) {
      await expect(podRow(tab, 'late-comer')).toHaveCount(0)
      await expectSignedInAs(tab, `a:${oneNamespace.email}`)
    }
    expect(asked, 'by both tabs together').toBe(2)
    expect(kubernetes.seen(), 'the watches are those from before').toEqual([])
  },
)
