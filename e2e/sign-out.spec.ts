import { expect, type BrowserContext, type Page } from '@playwright/test'
import { clusterNameSchema } from '../src/contract/cluster-name.ts'
import { accountOf, EDGE, PROD, signIn, signInAtDemo, STAGING } from './support/demo.ts'
import {
  leaveForIssuer,
  loginDialog,
  pagePath,
  podRow,
  signedOutHeading,
  signOut,
} from './support/fairlead-page.ts'
import { secretsIn } from './support/secrets-in.ts'
import { story } from './support/story.ts'

const row = (page: Page, what: string | RegExp) => page.getByRole('row', { name: what })

story(
  'signing out ends the session here, revokes the refresh token, says so, and stays so after a reload',
  async ({ page, context, fairlead }) => {
    const { demo } = fairlead
    await signIn(page, demo, PROD)
    const revocations = demo.issuer.requests().revocation ?? 0
    await signOut(page)
    await expect(signedOutHeading(page)).toBeVisible()
    await expect(row(page, 'Session in this browser')).toContainText('Ended')
    await expect(row(page, 'Refresh token')).toContainText('Revoked')
    await expect(row(page, 'Token at the API server')).toContainText('Lives until')
    await expect(row(page, /^Session at /)).toContainText('Not ended')
    expect(demo.issuer.requests().revocation).toBe(revocations + 1)
    await expect.poll(() => sealedCookies(context)).toEqual([])

    await page.reload()
    await expect(signedOutHeading(page), 'the page can be read again').toBeVisible()
    await page.goto(`${pagePath(PROD)}/pods`)
    await expect(loginDialog(page, PROD)).toBeVisible()
    await page.goto(`${pagePath(STAGING)}/pods`)
    await expect(loginDialog(page, STAGING), 'it shared the OIDC client').toBeVisible()
  },
)

story(
  'signing out in one tab signs out in the others, and ends their watches',
  async ({ page, context, fairlead }) => {
    await signIn(page, fairlead.demo, PROD)
    const other = await context.newPage()
    await other.goto(`${pagePath(PROD)}/pods`)
    await expect(podRow(other, /allocator-/).first()).toBeVisible()
    const watch = other.waitForEvent('requestfailed', (request) => request.url().includes('watch=true'))
    await signOut(page)
    await expect(loginDialog(other, PROD)).toContainText('in another tab')
    await watch
  },
)

story(
  'signing out of one cluster leaves those of other clients alone; everywhere ends all',
  async ({ page, fairlead }) => {
    await signIn(page, fairlead.demo, PROD)
    await leaveForIssuer(page, EDGE)
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(podRow(page, /gate-camera/).first()).toBeVisible()

    await page.goto(`${pagePath(PROD)}/pods`)
    await signOut(page)
    await expect(signedOutHeading(page)).toBeVisible()
    await page.goto(`${pagePath(EDGE)}/pods`)
    await expect(podRow(page, /gate-camera/).first()).toBeVisible()

    await leaveForIssuer(page, PROD)
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
    await signOut(page, { everywhere: true })
    await expect(row(page, 'Session in this browser')).toHaveCount(2)
    await page.goto(`${pagePath(EDGE)}/pods`)
    await expect(loginDialog(page, EDGE)).toBeVisible()
  },
)

story(
  'signing out at the identity provider too: it asks who one is the next time, and no token is in an address',
  async ({ page, fairlead }) => {
    const { demo } = fairlead
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await signIn(page, demo, PROD)
    await signOut(page, { atIssuer: true })
    await expect(signedOutHeading(page)).toBeVisible()
    await expect(row(page, /^Session at /)).toContainText('Ended')
    expect(demo.issuer.requests()['end-session']).toBeGreaterThan(0)
    expect(
      secretsIn(addresses.filter((address) => !address.includes('code=')).join('\n'), demo.secrets()),
    ).toBe(0)
    expect(new URL(page.url()).search, 'the state of the sign-out is gone from the address').toBe('')

    await leaveForIssuer(page, PROD)
    await signInAtDemo(page, accountOf(demo, 'tomas'))
    await expect(page.getByRole('button', { name: /^Account: tomas@/ })).toBeVisible()
  },
)

story('an address at the sign-out page by itself says that nothing was signed out', async ({ page }) => {
  await page.goto('/signed-out')
  await expect(page.getByRole('heading', { name: 'Nothing was signed out' })).toBeVisible()
  await page.getByRole('link', { name: 'Back to clusters' }).click()
  await expect(page.getByRole('link', { name: clusterNameSchema.parse(PROD) })).toBeVisible()
})

async function sealedCookies(context: BrowserContext): Promise<string[]> {
  return (await context.cookies()).filter(({ path }) => path.includes('/oidc/')).map(({ name }) => name)
}
