import { expect, type Page, type Response } from '@playwright/test'
import { accountOf, authorizationRequests, EDGE, PROD, signIn, signInAtDemo } from './support/demo.ts'
import { expectSignedInAs, leaveForIssuer, pagePath, podRow } from './support/fairlead-page.ts'
import { replicasStory as story } from './support/replicas-story.ts'
import type { RunningReplicas } from './support/start-replicas.ts'

const TOKEN_REQUEST = /\/oidc\/[^/]+\/token$/
const WATCH = /\/pods\?.*watch=/

const renewed = (response: Response) => TOKEN_REQUEST.test(response.url()) && response.ok()

/** Of the smallest cluster: a larger one shows the rows in view only. */
const shownPods = async (page: Page) => (await page.getByRole('row').allTextContents()).join('\n')

/** Ends whichever replica gets the next token request, once it has the first half of it. */
async function loseReplicaInNextTokenRequest(replicas: RunningReplicas): Promise<void> {
  const { replica, release } = await replicas.holdNext(TOKEN_REQUEST)
  await replicas.kill(replica)
  release()
}

story(
  'lost while one is at the identity provider: one comes back signed in',
  async ({ page, context, replicas }) => {
    const { demo } = replicas
    await leaveForIssuer(page, PROD)
    await page.waitForURL(`${demo.issuerUrl}/**`)
    await replicas.kill(replicas.lastReplicaOf(/\/config$/) ?? 0)
    await signInAtDemo(page, accountOf(demo, 'ada'))
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
    await expectSignedInAs(page, accountOf(demo, 'ada').email)
    expect(page.url()).toBe(`${replicas.url}${pagePath(PROD)}/pods`)

    const other = await context.newPage()
    await other.goto(`${pagePath(PROD)}/pods`)
    await expect(podRow(other, /allocator-/).first()).toBeVisible()
    expect(authorizationRequests(demo)).toBe(1)
  },
)

story.describe('tokens of twenty seconds', () => {
  story.use({ replicasOptions: { idTokenTtlS: 20 } })

  story('lost in the middle of a renewal: the session goes on', async ({ page, replicas }) => {
    story.slow() // it waits for tokens to come to their end
    const { demo } = replicas
    await signIn(page, demo, EDGE)
    await loseReplicaInNextTokenRequest(replicas)
    // The one that was lost, asked for again, and the next one.
    await page.waitForResponse(renewed)
    await page.waitForResponse(renewed)

    const before = await shownPods(page)
    await expect.poll(() => shownPods(page), { timeout: 20_000 }).not.toBe(before)
    await expectSignedInAs(page, accountOf(demo, 'ada').email)
    expect(authorizationRequests(demo), 'no redirect').toBe(1)
  })
})

story('lost in the middle of a reload: the session comes back', async ({ page, replicas }) => {
  const { demo } = replicas
  await signIn(page, demo, PROD)
  const lost = loseReplicaInNextTokenRequest(replicas)
  await page.reload()
  await lost
  await expect(podRow(page, /allocator-/).first()).toBeVisible({ timeout: 20_000 })
  await expectSignedInAs(page, accountOf(demo, 'ada').email)
  expect(authorizationRequests(demo), 'no redirect').toBe(1)
})

story('lost in the middle of a watch: changes go on showing', async ({ page, replicas }) => {
  const { demo } = replicas
  await signIn(page, demo, EDGE)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const [watching, other] = replicas.lastReplicaOf(WATCH) === 0 ? [0, 1] : [1, 0]
  await replicas.kill(watching)
  await expect.poll(() => replicas.lastReplicaOf(WATCH), { timeout: 20_000 }).toBe(other)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const before = await shownPods(page)
  await expect.poll(() => shownPods(page), { timeout: 20_000 }).not.toBe(before)
  await expectSignedInAs(page, accountOf(demo, 'ada').email)
})
