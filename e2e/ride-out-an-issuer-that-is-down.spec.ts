import { expect } from '@playwright/test'
import { accountOf, authorizationRequests, PROD, signIn, signInAtDemo } from './support/demo.ts'
import {
  expectSignedInAs,
  leaveForIssuer,
  loginDialog,
  pagePath,
  podRow,
  signedOutHeading,
  signOut,
} from './support/fairlead-page.ts'
import { ownFairleadStory as story } from './support/own-fairlead-story.ts'

const TOKEN_TTL_S = 10

story.describe('with tokens of ten seconds', () => {
  story.use({ startOptions: { idTokenTtlS: TOKEN_TTL_S } })
  story.slow() // it waits for tokens to come to their end

  story(
    'down over a renewal, past the end of the token: one is told, stays signed in, and goes on once it is back',
    async ({ page, context, own: { demo } }) => {
      await signIn(page, demo, PROD)
      await demo.issuer.goDown('refuses-connections')
      const trouble = page.getByText('The session cannot be renewed now')
      await expect(trouble).toBeVisible({ timeout: 20_000 })
      const endMs = Date.now() + TOKEN_TTL_S * 1000
      await expect.poll(Date.now, { timeout: 20_000 }).toBeGreaterThan(endMs)
      await expectSignedInAs(page, accountOf(demo, 'ada').email)

      const other = await context.newPage()
      await other.goto(`${pagePath(PROD)}/pods`)
      const dialog = loginDialog(other, PROD)
      await expect(dialog.getByRole('alert')).toContainText('ISSUER_UNREACHABLE')

      await demo.issuer.comeBack()
      await expect(trouble).toBeHidden({ timeout: 20_000 })
      await expect(podRow(other, /allocator-/).first()).toBeVisible()
      await expect(podRow(page, /allocator-/).first()).toBeVisible()
      await page.getByRole('link', { name: 'Namespaces' }).click()
      await expect(page.getByRole('row', { name: /berth-planner/ }).first()).toBeVisible()
      expect(authorizationRequests(demo), 'no redirect').toBe(1)
      expect(demo.issuer.reuseDetected()).toBe(0)
    },
  )
})

story('down before one comes: the dialog says so, and signs in once it is back', async ({ page, own }) => {
  const { demo } = own
  await demo.issuer.goDown('refuses-connections')
  await own.restart()
  await page.goto(`${pagePath(PROD)}/pods`)
  const dialog = loginDialog(page, PROD)
  await expect(dialog.getByRole('alert')).toContainText('ISSUER_UNREACHABLE')
  const signInButton = dialog.getByRole('button', { name: 'Sign in', exact: true })
  await expect(signInButton).toBeHidden()

  await demo.issuer.comeBack()
  await expect(async () => {
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await expect(signInButton).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await signInButton.click()
  await signInAtDemo(page, accountOf(demo, 'ada'))
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
})

story(
  'down in the middle of a sign-in: one is told, and can try again',
  async ({ page, own: { demo, url } }) => {
    await leaveForIssuer(page, PROD, '/pods?namespace=tracking')
    await page.getByRole('button', { name: accountOf(demo, 'ada').fullName }).click()
    demo.issuer.failNext('token', 10)
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(page.getByText('ISSUER_UNREACHABLE')).toBeVisible()
    demo.issuer.failNext('token', 0)
    await page.getByRole('link', { name: 'Try again' }).click()
    // The identity provider knows who this is, and what was agreed to.
    await loginDialog(page, PROD).getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(podRow(page, /tracking-api/).first()).toBeVisible()
    expect(page.url()).toBe(`${url}${pagePath(PROD)}/pods?namespace=tracking`)
  },
)

story(
  'down at the sign-out: it ends here all the same, and one is told what could not be revoked',
  async ({ page, own: { demo } }) => {
    await signIn(page, demo, PROD)
    await demo.issuer.goDown()
    await signOut(page)
    await expect(signedOutHeading(page)).toBeVisible()
    await expect(page.getByRole('row', { name: 'Session in this browser' })).toContainText('Ended')
    const refreshToken = page.getByRole('row', { name: 'Refresh token' })
    await expect(refreshToken).toContainText('Not revoked')
    await expect(refreshToken).toContainText('did not answer')
    await demo.issuer.comeBack()
    await page.goto(`${pagePath(PROD)}/pods`)
    await expect(loginDialog(page, PROD)).toBeVisible()
  },
)
