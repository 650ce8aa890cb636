import { expect } from '@playwright/test'
import {
  expectSignedInAs,
  leaveForIssuer,
  loginDialog,
  pagePath,
  signOut,
} from '../support/fairlead-page.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { watchApiServer, watchIssuer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

story(
  'a person signs out: the refresh token is revoked and no reload brings the session back',
  async ({ page, rig }) => {
    await leaveForIssuer(page, 'east')
    await signInAtNodeIssuer(page, rig.people.seesEverything)
    await expectSignedInAs(page, rig.people.seesEverything.email)
    const issuer = watchIssuer(rig, 'nodeIssuer')

    await signOut(page)
    await expect
      .poll(() => issuer.seen())
      .toEqual([{ method: 'POST', path: '/token/revocation', status: 200 }])

    const kubernetes = watchApiServer(rig.clusters.east)
    await page.goto(`${pagePath('east')}/pods`)
    await expect(loginDialog(page, 'east')).toBeVisible()
    await page.reload()
    await expect(loginDialog(page, 'east')).toBeVisible()
    expect(kubernetes.seen().filter(({ stage }) => stage === 'ResponseStarted')).toEqual([])
    const cookies = await page.context().cookies(rig.fairleadUrl)
    expect(cookies.filter(({ path }) => path.includes('/oidc/'))).toEqual([])
  },
)
