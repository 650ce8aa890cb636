import { expect } from '@playwright/test'
import { PROD, signIn, STAGING } from './support/demo.ts'
import { loginDialog, openAccountMenu, pagePath } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story(
  'signing out ends the session here, revokes the refresh token, and stays so after a reload',
  async ({ page, context, fairlead }) => {
    const { demo } = fairlead
    await signIn(page, demo, PROD)
    const revocations = demo.issuer.requests().revocation ?? 0
    await openAccountMenu(page)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(loginDialog(page, PROD)).toBeVisible()
    await expect.poll(() => demo.issuer.requests().revocation).toBe(revocations + 1)
    await expect.poll(() => sealedCookies(context)).toEqual([])

    await page.reload()
    await expect(loginDialog(page, PROD)).toBeVisible()
    await page.goto(`${pagePath(STAGING)}/pods`)
    await expect(loginDialog(page, STAGING), 'it shared the OIDC client').toBeVisible()
  },
)

story('signing out in one tab signs out in the others', async ({ page, context, fairlead }) => {
  await signIn(page, fairlead.demo, PROD)
  const other = await context.newPage()
  await other.goto(`${pagePath(PROD)}/pods`)
  await expect(other.getByRole('row', { name: /allocator-/ }).first()).toBeVisible()
  await openAccountMenu(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(loginDialog(other, PROD)).toBeVisible()
})

async function sealedCookies(context: { cookies(): Promise<{ name: string; path: string }[]> }) {
  return (await context.cookies()).filter(({ path }) => path.includes('/oidc/')).map(({ name }) => name)
}
