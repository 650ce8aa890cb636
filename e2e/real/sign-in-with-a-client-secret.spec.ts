import { expect } from '@playwright/test'
import { expectSignedInAs, leaveForIssuer, podRow } from '../support/fairlead-page.ts'
import { signInAtGoIssuer } from './support/issuer-pages.ts'
import { watchIssuer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

story(
  'a person signs in at another issuer, with a client that has a secret, and sees pods live',
  async ({ page, rig, kubectl }) => {
    const issuer = watchIssuer(rig, 'goIssuer')
    const { seesEverything } = rig.people
    await leaveForIssuer(page, 'west')
    await signInAtGoIssuer(page, seesEverything)
    await expectSignedInAs(page, seesEverything.email)
    await expect(podRow(page, 'gateway-7d9f')).toContainText('Running')
    expect(issuer.seen().filter(({ path }) => path === '/oauth/token')).toEqual([
      { method: 'POST', path: '/oauth/token', status: 200 },
    ])

    await kubectl.west.createRunningPod('team-platform', 'western-guest')
    await expect(podRow(page, 'western-guest')).toContainText('Running')
    await kubectl.west.deletePod('team-platform', 'western-guest')
    await expect(podRow(page, 'western-guest')).toHaveCount(0)
  },
)
