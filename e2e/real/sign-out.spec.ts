import { expect, type Page } from '@playwright/test'
import { WEST_SHORT_LIVED } from './rig/kubeconfigs.ts'
import {
  expectSignedInAs,
  leaveForIssuer,
  loginDialog,
  pagePath,
  podRow,
  signOut,
} from '../support/fairlead-page.ts'
import { statusForToken } from './support/ask-api-server.ts'
import { signInAtGoIssuer, signInAtNodeIssuer, signOutAtNodeIssuer } from './support/issuer-pages.ts'
import { watchApiServer, watchIssuer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

const row = (page: Page, what: string | RegExp) => page.getByRole('row', { name: what })

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

story(
  'a sign-out at the issuer, too, ends all but the token, which the API server takes until its end',
  async ({ page, context, request, rig }) => {
    story.slow() // it waits for a token to come to its end
    const { idTokenTtlS } = rig.registrations.westShortLived
    const asked = page.waitForRequest((sent) => sent.headers()['authorization'] !== undefined)
    await leaveForIssuer(page, WEST_SHORT_LIVED, '/pods?namespace=team-dev')
    await signInAtNodeIssuer(page, rig.people.oneNamespace)
    await expect(podRow(page, 'shop-5c88')).toBeVisible()
    const bearerToken = (await asked).headers()['authorization']?.replace(/^Bearer /, '') ?? ''
    const other = await context.newPage()
    await other.goto(page.url())
    await expect(other.getByText('Live', { exact: true })).toBeVisible()
    const issuer = watchIssuer(rig, 'nodeIssuer')
    const kubernetes = watchApiServer(rig.clusters.west)

    await signOut(page, { atIssuer: true })
    await signOutAtNodeIssuer(page)
    await expect(row(page, 'Session in this browser')).toContainText('Ended')
    await expect(row(page, 'Refresh token')).toContainText('Revoked')
    await expect(row(page, 'Token at the API server')).toContainText('Lives until')
    await expect(row(page, /^Session at 127\.0\.0\.1:/)).toContainText('Ended')
    expect(issuer.seen()).toEqual([
      { method: 'POST', path: '/token/revocation', status: 200 },
      { method: 'POST', path: '/session/end', status: 200 },
      { method: 'POST', path: '/session/end/confirm', status: 303 },
    ])
    await expect(loginDialog(other, WEST_SHORT_LIVED)).toContainText('in another tab')
    const endedWatches = () =>
      kubernetes.seen().filter(({ verb, stage }) => verb === 'watch' && stage === 'ResponseComplete')
    await expect.poll(() => endedWatches().length, 'of both tabs, at the API server').toBe(2)

    // What the table says of the token is so.
    const answer = () => statusForToken(request, rig.clusters.west, bearerToken)
    expect(await answer()).toBe(201)
    await expect.poll(answer, { timeout: (idTokenTtlS + 10) * 1000 }).toBe(401)

    await leaveForIssuer(page, WEST_SHORT_LIVED)
    await expect(page.getByLabel('Password'), 'the issuer asks again who one is').toBeVisible()
  },
)

story('an issuer that sends nobody back from its sign-out: that is what is told', async ({ page, rig }) => {
  await leaveForIssuer(page, 'west')
  await signInAtGoIssuer(page, rig.people.seesEverything)
  await expectSignedInAs(page, rig.people.seesEverything.email)
  await signOut(page, { atIssuer: true })
  await expect(page.getByText('post_logout_redirect_uri invalid')).toBeVisible()

  await page.goto('/signed-out')
  await expect(row(page, 'Session in this browser')).toContainText('Ended')
  await expect(row(page, 'Refresh token')).toContainText('Revoked')
  await expect(row(page, /^Session at 127\.0\.0\.1:/)).toContainText('Not known')
  await expect(row(page, /^Session at 127\.0\.0\.1:/)).toContainText('has not sent you back')
})
