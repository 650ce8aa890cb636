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
  await loginDialog(page, cluster).getByRole('button', { name: 'Sign in' }).click()
}

export const podRow = (page: Page, name: string | RegExp): Locator => page.getByRole('row', { name })

/** Opens the menu that says who one is. */
export async function openAccountMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account: / }).click()
}

export async function expectSignedInAs(page: Page, username: string): Promise<void> {
  await expect(page.getByRole('button', { name: `Account: ${username}` })).toBeVisible()
}
