import { expect } from '@playwright/test'
import {
  accountOf,
  authorizationRequests,
  clusterOf,
  PROD,
  signIn,
  signInAtDemo,
  STAGING,
  tokenRequests,
} from './support/demo.ts'
import { expectNoMore, leaveForIssuer, loginDialog, pagePath, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story(
  'a token that the API server refuses leads to the dialog with the reason, and to no loop',
  async ({ page, fairlead }) => {
    const { demo } = fairlead
    const before = tokenRequests(demo)
    const kubernetes = () => clusterOf(demo, PROD).requests().length
    await leaveForIssuer(page, PROD)
    await signInAtDemo(page, accountOf(demo, 'noor'))
    const dialog = loginDialog(page, PROD)
    await expect(dialog.getByRole('alert')).toContainText('TOKEN_REFUSED')
    await expectNoMore(page, () => tokenRequests(demo) + authorizationRequests(demo) + kubernetes())
    expect(tokenRequests(demo) - before, 'the sign-in and one renewal').toBe(2)
  },
)

story(
  'when the API server stops accepting tokens: one renewal, one retry, then the dialog, for that cluster only',
  async ({ page, fairlead }) => {
    const { demo } = fairlead
    const cluster = clusterOf(demo, PROD)
    await signIn(page, demo, PROD)
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
    const before = tokenRequests(demo)
    cluster.rejectTokens(true)
    try {
      // A watch that is just being opened is not there to be dropped yet.
      await expect(async () => {
        cluster.dropWatches()
        await expect(loginDialog(page, PROD).getByRole('alert')).toContainText('TOKEN_REFUSED', {
          timeout: 2_000,
        })
      }).toPass()
      await expectNoMore(page, () => tokenRequests(demo) + cluster.requests().length)
      expect(tokenRequests(demo) - before, 'one renewal').toBe(1)
      await page.goto(`${pagePath(STAGING)}/pods`)
      await expect(podRow(page, /allocator-/).first()).toBeVisible()
    } finally {
      cluster.rejectTokens(false)
    }
    await page.goto(`${pagePath(PROD)}/pods`)
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
  },
)
