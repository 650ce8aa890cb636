import { expect } from '@playwright/test'
import { accountOf, PROD, signInAtDemo } from './support/demo.ts'
import { expectSignedInAs, leaveForIssuer, loginDialog, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story('whom the API server refuses can sign in as someone else', async ({ page, fairlead }) => {
  const { demo } = fairlead
  await leaveForIssuer(page, PROD)
  await signInAtDemo(page, accountOf(demo, 'noor'))
  await expect(loginDialog(page, PROD).getByRole('alert')).toContainText('TOKEN_REFUSED')
  expect(demo.issuer.lastAuthorizationRequest()).not.toHaveProperty('prompt')

  await loginDialog(page, PROD).getByRole('button', { name: 'Sign in as someone else' }).click()
  // The identity provider knows Noor, and asks nevertheless.
  await page.waitForURL(`${demo.issuerUrl}/**`)
  await expect(page.getByRole('heading', { name: 'Choose an account' })).toBeVisible()
  expect(demo.issuer.lastAuthorizationRequest()).toMatchObject({ prompt: 'select_account login' })
  const ada = accountOf(demo, 'ada')
  await signInAtDemo(page, ada)
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
  await expectSignedInAs(page, ada.email)
})
