import { expect } from '@playwright/test'
import { PROD, signIn } from './support/demo.ts'
import { loginDialog, openAccountMenu, pagePath, signedOutHeading } from './support/fairlead-page.ts'
import { ownFairleadStory as story } from './support/own-fairlead-story.ts'

story.use({ startOptions: { issuer: { endSession: false, revocation: false } } })

story('a sign-out ends the session here, and says what it cannot end', async ({ page, own: { demo } }) => {
  await signIn(page, demo, PROD)
  await openAccountMenu(page)
  await page.getByRole('button', { name: 'Sign out…' }).click()
  const dialog = page.getByRole('dialog', { name: `Sign out of ${PROD}` })
  await expect(dialog).toContainText('cannot be told to end its own session')
  await expect(dialog.getByRole('checkbox'), 'nothing to choose').toHaveCount(0)
  await dialog.getByRole('button', { name: 'Sign out', exact: true }).click()

  await expect(signedOutHeading(page)).toBeVisible()
  const row = (what: string | RegExp) => page.getByRole('row', { name: what })
  await expect(row('Session in this browser')).toContainText('Ended')
  await expect(row('Refresh token')).toContainText('cannot revoke tokens')
  await expect(row(/^Session at /)).toContainText('no end-session endpoint')
  await page.goto(`${pagePath(PROD)}/pods`)
  await expect(loginDialog(page, PROD)).toBeVisible()
})
