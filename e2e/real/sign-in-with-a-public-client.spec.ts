import { expect } from '@playwright/test'
import { FIXTURE_PODS } from './rig/fixtures.ts'
import { expectSignedInAs, leaveForIssuer, loginDialog, pagePath, podRow } from '../support/fairlead-page.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { watchApiServer, watchIssuer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

story(
  'a person signs in to a cluster with a public client and sees its pods live',
  async ({ page, rig, kubectl }) => {
    const { seesEverything } = rig.people
    await leaveForIssuer(page, 'east')
    await signInAtNodeIssuer(page, seesEverything)
    await expectSignedInAs(page, seesEverything.email)
    for (const { name, restarts } of FIXTURE_PODS) {
      await expect(podRow(page, name)).toContainText('Running')
      await expect(podRow(page, name)).toContainText(String(restarts))
    }

    await kubectl.east.createRunningPod('team-dev', 'late-comer')
    await expect(podRow(page, 'late-comer')).toContainText('Running')
    await kubectl.east.setRunning('team-dev', 'late-comer', 42)
    await expect(podRow(page, 'late-comer')).toContainText('42')
    await kubectl.east.deletePod('team-dev', 'late-comer')
    await expect(podRow(page, 'late-comer')).toHaveCount(0)
  },
)

story(
  'nothing is asked of Kubernetes before the sign-in, and one token request is enough for it',
  async ({ page, rig }) => {
    const kubernetes = watchApiServer(rig.clusters.east)
    const issuer = watchIssuer(rig, 'nodeIssuer')
    await page.goto(`${pagePath('east')}/pods`)
    await expect(loginDialog(page, 'east')).toBeVisible()
    expect(kubernetes.seen()).toEqual([])

    await leaveForIssuer(page, 'east')
    await signInAtNodeIssuer(page, rig.people.seesEverything)
    await expect(podRow(page, 'gateway-7d9f')).toBeVisible()
    expect(issuer.seen().filter(({ method, path }) => method === 'POST' && path === '/token')).toHaveLength(1)
    const users = new Set(kubernetes.seen().map(({ user }) => user.username))
    expect([...users]).toEqual([rig.people.seesEverything.email])
  },
)
