import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { accountOf, PROD, signIn, signInAtDemo, typeCredentials } from './support/demo.ts'
import { loginDialog, openAccountMenu, pagePath, podRow, signedOutHeading } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 390 },
] as const

for (const { colorScheme, width } of LOOKS) {
  story(`axe finds nothing, ${colorScheme} at ${width} pixels`, async ({ page, fairlead }) => {
    story.slow()
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Clusters' })).toBeVisible()
    await expectAccessible(page)
    await page.goto(`${pagePath(PROD)}/pods`)
    await loginDialog(page, PROD).waitFor()
    await expectAccessible(page)
    await page.goto('/oidc-callback?error=access_denied&state=x')
    await page.getByText('ATTEMPT_UNKNOWN').waitFor()
    await expectAccessible(page)
    await signIn(page, fairlead.demo, PROD)
    await page
      .getByText(/allocator-/)
      .first()
      .waitFor()
    await expectAccessible(page)
    await openAccountMenu(page)
    await expectAccessible(page)
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
      'nothing is cut off',
    ).toBeLessThanOrEqual(width)
  })
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

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([])
}
