import { expect } from '@playwright/test'
import {
  accountOf,
  authorizationRequests,
  PROD,
  signIn,
  signInAtDemo,
  tokenRequests,
} from './support/demo.ts'
import { expectNoMore, expectSignedInAs, leaveForIssuer, podRow } from './support/fairlead-page.ts'
import { ownFairleadStory as story } from './support/own-fairlead-story.ts'

const TWO_MINUTES_S = 120
const WAYS = [
  ['ahead', TWO_MINUTES_S],
  ['behind', -TWO_MINUTES_S],
] as const

for (const [way, clockOffsetS] of WAYS) {
  story.describe(`the issuer's clock is two minutes ${way}`, () => {
    story.use({ startOptions: { issuer: { clockOffsetS } } })

    story('one signs in, reloads, and is asked nothing more', async ({ page, own: { demo } }) => {
      await signIn(page, demo, PROD)
      await expect(podRow(page, /allocator-/).first()).toBeVisible()
      await page.reload()
      await expect(podRow(page, /allocator-/).first()).toBeVisible()
      await expectNoMore(page, () => tokenRequests(demo))
      expect([tokenRequests(demo), authorizationRequests(demo)]).toEqual([2, 1])
    })
  })

  story.describe(`the browser's clock is two minutes ${way}`, () => {
    story.use({ startOptions: { idTokenTtlS: 10 } })

    story('tokens of ten seconds are renewed in time, and no more often', async ({ page, own: { demo } }) => {
      await page.clock.install({ time: Date.now() + clockOffsetS * 1000 })
      await signIn(page, demo, PROD)
      const startMs = Date.now()
      await expect.poll(() => tokenRequests(demo), { timeout: 30_000 }).toBe(3)
      await page.getByRole('link', { name: 'Namespaces' }).click()
      await expect(page.getByRole('row', { name: /berth-planner/ }).first()).toBeVisible()
      await expectSignedInAs(page, accountOf(demo, 'ada').email)
      expect(tokenRequests(demo) - 1).toBeLessThanOrEqual(Math.ceil((Date.now() - startMs) / 7_500))
      expect(authorizationRequests(demo)).toBe(1)
    })
  })
}

story.describe("the issuer's clock is so far behind that its tokens come ended", () => {
  story.use({ startOptions: { idTokenTtlS: 60, issuer: { clockOffsetS: -TWO_MINUTES_S } } })

  story('the sign-in says so, and names the clocks', async ({ page, own: { demo } }) => {
    await leaveForIssuer(page, PROD)
    await signInAtDemo(page, accountOf(demo, 'ada'))
    await expect(page.getByText('ID_TOKEN_INVALID')).toBeVisible()
    await expect(page.getByText('compare the clocks')).toBeVisible()
    await expectNoMore(page, () => tokenRequests(demo))
  })
})
