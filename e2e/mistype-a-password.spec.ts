import { expect } from '@playwright/test'
import { accountOf, PROD, typeCredentials } from './support/demo.ts'
import { leaveForIssuer, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story(
  'a wrong password stays at the identity provider, the right one then leads on',
  async ({ page, fairlead }) => {
    const { name, password } = accountOf(fairlead.demo, 'ada')
    await leaveForIssuer(page, PROD)
    await typeCredentials(page, name, 'not-the-password')
    await expect(page.getByRole('alert')).toBeVisible()
    expect(page.url()).toContain(fairlead.demo.issuerUrl)
    await typeCredentials(page, name, password)
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
  },
)
