import { expect, type Locator, type Page } from '@playwright/test'
import { clusterNameSchema } from '../../src/contract/cluster-name.ts'
import { clusterApiPath, clusterPagePath } from '../../src/contract/paths.ts'

export const pagePath = (cluster: string) => clusterPagePath(clusterNameSchema.parse(cluster))
export const apiPath = (cluster: string) => clusterApiPath(clusterNameSchema.parse(cluster))

export const loginDialog = (page: Page, cluster: string): Locator =>
  page.getByRole('dialog', { name: `Sign in to ${cluster}` })

/** Opens a page of the cluster and presses Sign in on the dialog that comes up. */
export async function leaveForIssuer(page: Page, cluster: string, below = '/pods'): Promise<void> {
  await page.goto(pagePath(cluster) + below)
  await loginDialog(page, cluster).getByRole('button', { name: 'Sign in', exact: true }).click()
}

export const podRow = (page: Page, name: string | RegExp): Locator => page.getByRole('row', { name })

/** Opens the menu that says who one is. */
export async function openAccountMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account: / }).click()
}

/** Signs out by the account menu; ends at the page that says what ended, or at the issuer. */
export async function signOut(page: Page, choice: { everywhere?: boolean; atIssuer?: boolean } = {}) {
  await openAccountMenu(page)
  await page.getByRole('button', { name: 'Sign out…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Sign out of / })
  if (choice.everywhere) await dialog.getByRole('radio', { name: 'All clusters here' }).check()
  if (choice.atIssuer) await dialog.getByRole('checkbox', { name: /^Also sign out at / }).check()
  await dialog.getByRole('button', { name: 'Sign out', exact: true }).click()
}

export const signedOutHeading = (page: Page): Locator =>
  page.getByRole('heading', { name: 'Signed out', exact: true })

export async function expectSignedInAs(page: Page, username: string): Promise<void> {
  await expect(page.getByRole('button', { name: `Account: ${username}` })).toBeVisible()
}

/** All that a script in the page could read: storage, cookies and the document. */
export function readableByScripts(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      document.documentElement.outerHTML,
    ]),
  )
}

/** Waits until what was counted stops growing: long enough for a loop to show. */
export async function expectNoMore(page: Page, count: () => number): Promise<void> {
  const before = count()
  await page.waitForTimeout(2_500)
  expect(count()).toBe(before)
}

/** Lets the page believe that nobody sees it, as a tab behind another: here, every tab is in front. */
export async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    isHidden ? 'hidden' : 'visible',
  )
}
