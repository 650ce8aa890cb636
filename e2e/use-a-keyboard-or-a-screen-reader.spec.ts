import { expect, type Page } from '@playwright/test'
import { accountOf, PROD, signInAtDemo, typeCredentials } from './support/demo.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { loginDialog, openAccountMenu, pagePath, podRow, signedOutHeading } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

// So that there is something to say about the end of the session.
story.use({ fairleadOptions: { issuer: { refreshTokens: false } } })

for (const width of [1280, 390]) {
  story(
    `axe finds nothing at ${width} pixels, light or dark, and nothing is cut off`,
    async ({ page, fairlead }) => {
      story.slow()
      const { demo } = fairlead
      await page.setViewportSize({ width, height: 800 })
      await page.goto('/')
      await expect(page.getByRole('heading', { name: 'Clusters' })).toBeVisible()
      await expectInOrder(page)
      await page.goto('/oidc-callback?error=access_denied&state=x')
      await page.getByText('ATTEMPT_UNKNOWN').waitFor()
      await expectInOrder(page)

      await page.goto(`${pagePath(PROD)}/pods`)
      const dialog = loginDialog(page, PROD)
      await dialog.waitFor()
      await expectInOrder(page)
      await dialog.getByRole('button', { name: 'Use a token' }).click()
      await dialog.getByLabel('Bearer token').fill('no token')
      await dialog.getByRole('alert').waitFor()
      await expectInOrder(page)
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()

      await signInAtDemo(page, accountOf(demo, 'ada'))
      await page
        .getByText(/allocator-/)
        .first()
        .waitFor()
      await page.getByText(/^Signed in until/).waitFor()
      await expectInOrder(page)
      await openAccountMenu(page)
      await expectInOrder(page)
      await page.keyboard.press('Escape')

      await page.getByRole('link', { name: 'Fairlead, all clusters' }).click()
      const prod = page.getByRole('listitem', { name: PROD })
      await expect(prod).toContainText('Signed in as')
      await expectInOrder(page)
      await prod.getByRole('button', { name: `Sign out of ${PROD}` }).click()
      const signOut = page.getByRole('dialog', { name: `Sign out of ${PROD}` })
      await signOut.waitFor()
      await expectInOrder(page)
      await signOut.getByRole('button', { name: 'Sign out', exact: true }).click()
      await signedOutHeading(page).waitFor()
      await expectInOrder(page)
    },
  )
}

story('signing in and out with the keyboard alone', async ({ page, fairlead }) => {
  const ada = accountOf(fairlead.demo, 'ada')
  await page.goto(`${pagePath(PROD)}/pods`)
  await expect(loginDialog(page, PROD).getByRole('button', { name: 'Sign in', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${fairlead.demo.issuerUrl}/**`)
  await typeCredentials(page, ada.name, ada.password)
  await page.getByRole('button', { name: 'Allow' }).press('Enter')
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Pods', level: 1 })).toBeFocused()
  const signOut = page.getByRole('button', { name: 'Sign out…' })
  await page.getByRole('button', { name: /^Account: / }).press('Enter')
  await page.keyboard.press('Tab')
  await expect(signOut).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Sign in as someone else' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(signOut, 'what one has left is closed').toBeHidden()
  await page.getByRole('button', { name: /^Account: / }).press('Enter')
  await signOut.press('Enter')
  const confirm = page
    .getByRole('dialog', { name: `Sign out of ${PROD}` })
    .getByRole('button', { name: 'Sign out' })
  await expect(confirm).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(signedOutHeading(page)).toBeFocused()
})

story('the identity provider of the demo is accessible too', async ({ page, fairlead }) => {
  await page.goto(`${pagePath(PROD)}/pods`)
  await loginDialog(page, PROD).getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(`${fairlead.demo.issuerUrl}/**`)
  await expectAccessible(page)
  await signInAtDemo(page, accountOf(fairlead.demo, 'ada'))
})

async function expectInOrder(page: Page): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 }
  const needed = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(needed, 'nothing is cut off').toBeLessThanOrEqual(width)
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, ['color-contrast'])
}
