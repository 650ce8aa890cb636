import { expect, type Page } from '@playwright/test'
import { accountOf, PROD, tokenRequests } from './support/demo.ts'
import { leaveForIssuer, loginDialog, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story('who refuses at the identity provider is told so, and can try again', async ({ page, fairlead }) => {
  const { demo } = fairlead
  const before = tokenRequests(demo)
  await leaveForIssuer(page, PROD, '/pods?namespace=berth-planner#row-7')
  await page.getByRole('button', { name: accountOf(demo, 'ada').fullName }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('access_denied')).toBeVisible()
  await expect(page.getByText('ISSUER_REFUSED')).toBeVisible()
  expect(tokenRequests(demo)).toBe(before)

  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page).toHaveURL(/\/c\/harbour-prod\/pods\?namespace=berth-planner#row-7$/)
  await loginDialog(page, PROD).getByRole('button', { name: 'Sign in', exact: true }).click()
  // The identity provider still knows who this is.
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
})

story('what the identity provider says of its error is text, not HTML', async ({ page, fairlead }) => {
  const description = '<img src=x onerror="document.title=\'pwned\'"><b>bold</b>'
  await answerAuthorizationWith(page, fairlead.demo.issuerUrl, {
    error: 'server_error',
    error_description: description,
  })
  await leaveForIssuer(page, PROD)
  await expect(page.getByText(description)).toBeVisible()
  expect(await page.title()).not.toContain('pwned')
  await expect(page.locator('main img')).toHaveCount(0)
})

/** Lets the identity provider answer every authorization request with an error, in its own name. */
async function answerAuthorizationWith(
  page: Page,
  issuerUrl: string,
  error: Record<string, string>,
): Promise<void> {
  await page.route(`${issuerUrl}/auth?**`, async (route) => {
    const asked = new URL(route.request().url()).searchParams
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.search = new URLSearchParams({
      ...error,
      iss: issuerUrl,
      state: asked.get('state') ?? '',
    }).toString()
    await route.fulfill({ status: 303, headers: { location: back.href } })
  })
}
