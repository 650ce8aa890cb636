import { expect, type Page } from '@playwright/test'
import { accountOf, clusterOf, EDGE, PROD, signIn, STAGING } from './support/demo.ts'
import { expectSignedInAs, pagePath, signedOutHeading } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

const MORE = 200
const ALL = 3 + MORE

story.use({ fairleadOptions: { moreClusters: MORE } })

const cluster = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Find a cluster' })

/** Opens the board until it says so: the backend asks API servers again after a while only. */
async function openUntil(page: Page, name: string, said: RegExp): Promise<void> {
  await expect(async () => {
    await page.goto('/')
    await expect(cluster(page, name)).toContainText(said, { timeout: 3_000 })
  }).toPass({ timeout: 40_000 })
}

story('it tells which API servers are reachable, and since when', async ({ page, fairlead }) => {
  const edge = clusterOf(fairlead.demo, EDGE)
  await edge.goDown()
  try {
    await openUntil(page, EDGE, /Unreachable since \d/)
    await expect(cluster(page, PROD)).toContainText(/Reachable since \d/)
    await expect(page.getByText(`0 of ${ALL} signed in, 1 unreachable`)).toBeVisible()
    await cluster(page, EDGE)
      .getByRole('button', { name: /^Unreachable since/ })
      .click()
    await expect(cluster(page, EDGE)).toContainText('CLUSTER_UNREACHABLE')
  } finally {
    await edge.comeBack()
  }
  await openUntil(page, EDGE, /Reachable since \d/)
  await expect(page.getByText(`0 of ${ALL} signed in`, { exact: true })).toBeVisible()
})

story(
  'two hundred clusters: as whom, in which groups, until when; searched and walked by keyboard',
  async ({ page, fairlead }) => {
    const { demo, url } = fairlead
    const ada = accountOf(demo, 'ada')
    await signIn(page, demo, PROD)
    await page.goto('/')
    await expect(page.getByText(`${ALL - 1} of ${ALL} signed in`)).toBeVisible()
    const prod = cluster(page, PROD)
    await expect(prod).toContainText(`Signed in as ${ada.email}`)
    await expect(prod).toContainText('platform-admins')
    await expect(prod).toContainText('Renews by itself')
    await expect(prod).toContainText(/token: \d+ min left/)
    await expect(cluster(page, EDGE)).toContainText('Not signed in')

    const last = page.getByRole('listitem').last()
    const isDrawn = () =>
      last.evaluate((row) => row.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }))
    expect(await isDrawn(), 'what is off the screen is not drawn').toBe(false)

    const found = page.getByRole('status').filter({ hasText: 'found' })
    await page.keyboard.press('/')
    await expect(search(page)).toBeFocused()
    for (const [wanted, count] of [
      [ada.email, `${ALL - 1} clusters found`],
      ['platform-admins fleet-20', '1 cluster found'],
      ['edge', '1 cluster found'],
      ['nowhere', '0 clusters found'],
      ['fleet-01', '10 clusters found'],
    ] as const) {
      await search(page).fill(wanted)
      await expect(found).toHaveText(count)
    }
    await expect(page.getByRole('listitem')).toHaveCount(10)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('link', { name: 'Open harbour-fleet-011' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${url}${pagePath('harbour-fleet-011')}/pods`)
    await expectSignedInAs(page, ada.email)
  },
)

story('one signs out of all at once', async ({ page, fairlead }) => {
  await signIn(page, fairlead.demo, PROD)
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign out of all' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sign out of all clusters' })
  await dialog.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(signedOutHeading(page)).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(1)
  await page.getByRole('link', { name: 'Back to clusters' }).click()
  await expect(page.getByText(`0 of ${ALL} signed in`, { exact: true })).toBeVisible()
  await expect(cluster(page, STAGING)).toContainText('Not signed in')
})
