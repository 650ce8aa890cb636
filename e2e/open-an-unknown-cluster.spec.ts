import { expect } from '@playwright/test'
import { ERROR_HEADER } from '../src/contract/relay.ts'
import { apiPath, pagePath } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story('an unknown cluster has a page that says so, with a way on', async ({ page }) => {
  await page.goto(`${pagePath('no/such cluster')}/pods`)
  await expect(page.getByRole('heading', { name: 'Unknown cluster' })).toBeVisible()
  await expect(page.getByText('no/such cluster')).toBeVisible()
  await page.getByRole('link', { name: 'Back to clusters' }).click()
  await expect(page.getByRole('heading', { name: 'Clusters' })).toBeVisible()
})

story('the proxy answers for an unknown cluster as Kubernetes would', async ({ request }) => {
  const response = await request.get(`${apiPath('nowhere')}/api/v1/pods`)
  expect(response.status()).toBe(404)
  expect(response.headers()[ERROR_HEADER]).toBe('CLUSTER_UNKNOWN')
  expect(await response.json()).toMatchObject({ kind: 'Status', status: 'Failure', code: 404 })
})
