import { expect } from '@playwright/test'
import { accountOf, authorizationRequests, PROD, signIn, tokenRequests } from './support/demo.ts'
import { expectSignedInAs, loginDialog, pagePath, podRow } from './support/fairlead-page.ts'
import { ownFairleadStory as story } from './support/own-fairlead-story.ts'

const TOKEN_TTL_S = 600

story.use({ startOptions: { idTokenTtlS: TOKEN_TTL_S, issuer: { idTokenOnRefresh: false } } })

story(
  'the token of the sign-in serves until its end, a reload keeps it, and one is told until when',
  async ({ page, context, own: { demo } }) => {
    await page.clock.install()
    await signIn(page, demo, PROD)
    const told = page.getByText(/^Signed in until .* renews without an ID token/)
    await expect(told, 'nobody knows yet').toBeHidden()
    await page.reload()
    await expect(told).toBeVisible()
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
    const other = await context.newPage()
    await other.goto(`${pagePath(PROD)}/pods`)
    await expect(podRow(other, /allocator-/).first()).toBeVisible()
    await other.close()

    await page.clock.fastForward((TOKEN_TTL_S - 60) * 1000)
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect.poll(() => authorizationRequests(demo)).toBe(2)
    await expect(podRow(page, /allocator-/).first()).toBeVisible()

    await page.reload()
    await expect(told).toBeVisible()
    const before = tokenRequests(demo)
    await page.clock.fastForward((TOKEN_TTL_S - 30) * 1000)
    await expectSignedInAs(page, accountOf(demo, 'ada').email)
    await page.clock.fastForward(40_000)
    await expect(loginDialog(page, PROD)).toContainText('without a new ID token')
    expect(tokenRequests(demo), 'it is not asked for what it does not give').toBe(before)
  },
)
