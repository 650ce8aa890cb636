import { expect } from '@playwright/test'
import { PROD, signIn } from './support/demo.ts'
import { loginDialog, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story('forbidden is told apart from signed out, and a namespace can be typed', async ({ page, fairlead }) => {
  await signIn(page, fairlead.demo, PROD, 'tomas')
  await expect(
    page.getByRole('heading', { name: `You may not list pods in all namespaces of ${PROD}` }),
  ).toBeVisible()
  await expect(loginDialog(page, PROD)).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Namespace' }).fill('tracking')
  await page.keyboard.press('Enter')
  await expect(podRow(page, /tracking-api/).first()).toBeVisible()
  expect(page.url()).toContain('namespace=tracking')
  await expect(podRow(page, /allocator-/)).toHaveCount(0)
})

story('who is in no group is signed in, and told what is forbidden', async ({ page, fairlead }) => {
  await signIn(page, fairlead.demo, PROD, 'kim')
  await expect(page.getByRole('heading', { name: /^You may not list pods/ })).toBeVisible()
  await expect(page.getByText(/cannot list resource "pods"/)).toBeVisible()
})
