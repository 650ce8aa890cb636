import { expect } from '@playwright/test'
import { accountOf, authorizationRequests, EDGE, PROD, signIn, tokenRequests } from './support/demo.ts'
import { expectSignedInAs, leaveForIssuer, loginDialog, pagePath, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story(
  'a reload and a new tab keep the session: one token request, no redirect',
  async ({ page, context, fairlead }) => {
    const { demo } = fairlead
    await signIn(page, demo, PROD)
    const before = { tokens: tokenRequests(demo), authorizations: authorizationRequests(demo) }
    await page.reload()
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
    await expectSignedInAs(page, accountOf(demo, 'ada').email)
    expect(tokenRequests(demo)).toBe(before.tokens + 1)

    const other = await context.newPage()
    await other.goto(`${pagePath(PROD)}/pods`)
    await expect(podRow(other, /allocator-/).first()).toBeVisible()
    expect(tokenRequests(demo)).toBe(before.tokens + 2)
    expect(authorizationRequests(demo)).toBe(before.authorizations)
  },
)

story('sessions of two OIDC clients both come back', async ({ page, fairlead }) => {
  const { demo } = fairlead
  await signIn(page, demo, PROD)
  await leaveForIssuer(page, EDGE)
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(podRow(page, /gate-camera/).first()).toBeVisible()
  const before = tokenRequests(demo)
  await page.reload()
  await expect(podRow(page, /gate-camera/).first()).toBeVisible()
  await expect.poll(() => tokenRequests(demo)).toBe(before + 2)
  await page.getByRole('button', { name: 'switch cluster' }).click()
  await page.getByRole('link', { name: PROD }).click()
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
})

story(
  'without the cookie, a reload ends at the dialog, not at an error',
  async ({ page, context, fairlead }) => {
    await signIn(page, fairlead.demo, PROD)
    await context.clearCookies()
    await page.reload()
    await expect(loginDialog(page, PROD)).toBeVisible()
  },
)
