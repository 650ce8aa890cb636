import { expect } from '@playwright/test'
import { story } from './support/story.ts'

story('the board says which API server is out of reach, and when it is back', async ({ page, rig }) => {
  story.slow() // what is known of an API server is told for 15 s before it is asked again
  const row = (cluster: string) => page.getByRole('listitem', { name: cluster, exact: true })
  const expectSoon = (cluster: string, text: string) =>
    expect(async () => {
      await page.goto('/')
      await expect(row(cluster)).toContainText(text, { timeout: 2_000 })
    }).toPass({ timeout: 40_000 })

  process.kill(rig.clusters.west.pid, 'SIGSTOP')
  try {
    await expectSoon('west', 'Unreachable since')
    await expect(row('east')).toContainText('Reachable since')
    await row('west')
      .getByRole('button', { name: /^Unreachable since/ })
      .click()
    await expect(row('west').getByText('CLUSTER_UNREACHABLE')).toBeVisible()
  } finally {
    process.kill(rig.clusters.west.pid, 'SIGCONT')
  }
  await expectSoon('west', 'Reachable since')
})
