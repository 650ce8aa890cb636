import { expect, type Page } from '@playwright/test'
import {
  accountOf,
  authorizationRequests,
  EDGE,
  PROD,
  signIn,
  signInAtDemo,
  STAGING,
} from './support/demo.ts'
import { expectNoMore, expectSignedInAs } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

const cluster = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true })
const signInToAll = (page: Page) => page.getByRole('button', { name: 'Sign in to all' })

async function expectAs(page: Page, username: string, names: readonly string[]): Promise<void> {
  for (const name of names) await expect(cluster(page, name)).toContainText(`Signed in as ${username}`)
}

story('one goes from issuer to issuer in one go, and comes back to the board', async ({ page, fairlead }) => {
  const { demo, url } = fairlead
  const ada = accountOf(demo, 'ada')
  const before = authorizationRequests(demo)
  await page.goto('/')
  await signInToAll(page).click()
  await signInAtDemo(page, ada)
  // Straight on to the next client, which the identity provider asks about the same person.
  await page.getByRole('button', { name: 'Allow' }).click()
  await expectAs(page, ada.email, [PROD, STAGING, EDGE])
  expect(page.url()).toBe(`${url}/`)
  expect(authorizationRequests(demo)).toBe(before + 2)
  await expect(page.getByText('3 of 3 signed in')).toBeVisible()
  await expect(signInToAll(page)).toHaveCount(0)

  const visited: string[] = []
  page.on('framenavigated', (frame) => visited.push(frame.url()))
  await page.reload()
  await expectAs(page, ada.email, [PROD, STAGING, EDGE])
  expect(visited).toEqual([`${url}/`])
})

story('who refuses is skipped with the reason, and the others are signed in', async ({ page, fairlead }) => {
  const { demo, url } = fairlead
  const ada = accountOf(demo, 'ada')
  await page.goto('/')
  await signInToAll(page).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await signInAtDemo(page, ada)
  await expectAs(page, ada.email, [EDGE])
  expect(page.url()).toBe(`${url}/`)
  await expect(cluster(page, PROD)).toContainText('Not signed in')
  await expect(cluster(page, PROD).getByRole('alert')).toContainText('ISSUER_REFUSED')
  await expect(cluster(page, STAGING)).toContainText(`Same reason as ${PROD}`)

  await page.getByRole('button', { name: `Sign in to ${PROD}` }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expectSignedInAs(page, ada.email)
})

story('the back button ends it at the first identity provider', async ({ page, fairlead }) => {
  const { demo } = fairlead
  const ada = accountOf(demo, 'ada')
  await page.goto('/')
  await signInToAll(page).click()
  await page.waitForURL(`${demo.issuerUrl}/**`)
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Clusters' })).toBeVisible()
  await expectNoMore(page, () => authorizationRequests(demo))

  // What comes next is one sign-in, and no walk goes on from it.
  const before = authorizationRequests(demo)
  await signIn(page, demo, PROD)
  await page.goto('/')
  await expectAs(page, ada.email, [PROD, STAGING])
  await expect(cluster(page, EDGE)).toContainText('Not signed in')
  expect(authorizationRequests(demo)).toBe(before + 1)
})

story('the back button ends it further on, and keeps what there is', async ({ page, fairlead }) => {
  const { demo, url } = fairlead
  const ada = accountOf(demo, 'ada')
  await page.goto('/')
  await signInToAll(page).click()
  await signInAtDemo(page, ada)
  await expect(page.getByText('Fairlead for the edge cluster')).toBeVisible()
  await page.goBack()
  await expectAs(page, ada.email, [PROD, STAGING])
  await expect(cluster(page, EDGE)).toContainText('Not signed in')
  expect(page.url()).toBe(`${url}/`)
  await expectNoMore(page, () => authorizationRequests(demo))
})
