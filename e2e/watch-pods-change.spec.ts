import { expect, type Page } from '@playwright/test'
import { clusterOf, EDGE, signIn } from './support/demo.ts'
import { podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

/** Of the smallest cluster: a larger one shows the rows in view only. */
const shownPods = async (page: Page) => (await page.getByRole('row').allTextContents()).join('\n')

story('changes show as they happen, from one list and one watch', async ({ page, fairlead }) => {
  const cluster = clusterOf(fairlead.demo, EDGE)
  await signIn(page, fairlead.demo, EDGE)
  await expect(podRow(page, /gate-camera/).first()).toBeVisible()
  const podRequests = () =>
    cluster.requests().filter(({ path, method }) => method === 'GET' && path.includes('/api/v1/pods')).length
  const before = { text: await shownPods(page), requests: podRequests() }
  await expect.poll(() => shownPods(page), { timeout: 20_000 }).not.toBe(before.text)
  expect(podRequests()).toBeLessThanOrEqual(before.requests + 1)
})

story('a dropped watch and a forgotten history are survived', async ({ page, fairlead }) => {
  const cluster = clusterOf(fairlead.demo, EDGE)
  await signIn(page, fairlead.demo, EDGE)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  for (const disturb of [cluster.dropWatches, cluster.compact]) {
    disturb()
    cluster.dropWatches()
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    const before = await shownPods(page)
    await expect.poll(() => shownPods(page), { timeout: 30_000 }).not.toBe(before)
  }
})
