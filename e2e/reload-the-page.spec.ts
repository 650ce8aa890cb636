import { expect, type BrowserContext } from '@playwright/test'
import { accountOf, authorizationRequests, EDGE, PROD, signIn, tokenRequests } from './support/demo.ts'
import { expectSignedInAs, leaveForIssuer, loginDialog, pagePath, podRow } from './support/fairlead-page.ts'
import { ownFairleadStory } from './support/own-fairlead-story.ts'
import { story } from './support/story.ts'

story(
  'a reload and a new tab keep the session: one token request, no redirect',
  async ({ page, context, fairlead }) => {
    const { demo } = fairlead
    await signIn(page, demo, PROD)
    const before = { tokens: tokenRequests(demo), authorizations: authorizationRequests(demo) }
    await page.reload()
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
    await expectSignedInAs(page, accountOf(demo, 'ada').email)
    expect(tokenRequests(demo)).toBe(before.tokens + 1)

    const other = await context.newPage()
    await other.goto(`${pagePath(PROD)}/pods`)
    await expect(podRow(other, /allocator-/).first()).toBeVisible()
    expect(tokenRequests(demo)).toBe(before.tokens + 2)
    expect(authorizationRequests(demo)).toBe(before.authorizations)
  },
)

story('sessions of two OIDC clients both come back', async ({ page, fairlead }) => {
  const { demo } = fairlead
  await signIn(page, demo, PROD)
  await leaveForIssuer(page, EDGE)
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(podRow(page, /gate-camera/).first()).toBeVisible()
  const before = tokenRequests(demo)
  await page.reload()
  await expect(podRow(page, /gate-camera/).first()).toBeVisible()
  await expect.poll(() => tokenRequests(demo)).toBe(before + 2)
  await page.getByRole('button', { name: 'switch cluster' }).click()
  await page.getByRole('link', { name: PROD }).click()
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
})

story(
  'without the cookie, a reload ends at the dialog, not at an error',
  async ({ page, context, fairlead }) => {
    await signIn(page, fairlead.demo, PROD)
    await context.clearCookies()
    await page.reload()
    await expect(loginDialog(page, PROD)).toBeVisible()
  },
)

ownFairleadStory.describe('ten clusters that share an OIDC client, and one with its own', () => {
  ownFairleadStory.use({ startOptions: { moreClusters: 8 } })

  ownFairleadStory(
    'all come back with one request for each client',
    async ({ page, context, own: { demo } }) => {
      await signIn(page, demo, PROD)
      const asked = countTokenRequests(context)
      await page.goto('/')
      await expect(page.getByText('10 of 11 signed in')).toBeVisible()
      expect(asked()).toBe(1)

      await leaveForIssuer(page, EDGE)
      await page.getByRole('button', { name: 'Allow' }).click()
      await expect(podRow(page, /gate-camera/).first()).toBeVisible()
      const before = asked()
      const other = await context.newPage()
      await other.goto('/')
      await expect(other.getByText('11 of 11 signed in')).toBeVisible()
      expect(asked()).toBe(before + 2)
      expect(authorizationRequests(demo)).toBe(2)
    },
  )
})

ownFairleadStory(
  'a restart of Fairlead, to which nobody gave a key, signs nobody out',
  async ({ page, context, own }) => {
    await signIn(page, own.demo, PROD)
    await own.restart()
    await page.reload()
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
    await own.restart()
    const other = await context.newPage()
    await other.goto(`${pagePath(PROD)}/pods`)
    await expect(podRow(other, /allocator-/).first()).toBeVisible()
    expect(authorizationRequests(own.demo), 'no redirect').toBe(1)
  },
)

ownFairleadStory(
  'a session that comes back as somebody else’s ends, and says so',
  async ({ page, context, own: { demo } }) => {
    await signIn(page, demo, PROD)
    demo.issuer.answerNextRefreshAs(accountOf(demo, 'tomas'))
    await page.reload()
    await expect(loginDialog(page, PROD).getByRole('alert')).toContainText('SUBJECT_MISMATCH')
    await page.reload()
    await expect(loginDialog(page, PROD)).toBeVisible()
    expect((await context.cookies()).filter(({ path }) => path.includes('/oidc/'))).toEqual([])
  },
)

ownFairleadStory.describe('with a session-ttl of ten seconds', () => {
  ownFairleadStory.use({ startOptions: { flags: ['-session-ttl', '10'] } })

  ownFairleadStory('a session ends then, renewed or not', async ({ page, own: { demo } }) => {
    await signIn(page, demo, PROD)
    await page.reload()
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
    const dialog = loginDialog(page, PROD)
    await expect(dialog).toBeVisible({ timeout: 20_000 })
    await expect(dialog.getByRole('alert'), 'whoever set that').toContainText('longest life')
    await page.reload()
    await expect(dialog).toBeVisible()
    expect(authorizationRequests(demo)).toBe(1)
  })
})

function countTokenRequests(context: BrowserContext): () => number {
  let count = 0
  context.on('request', (request) => {
    if (request.method() === 'POST' && /\/oidc\/[^/]+\/token$/.test(request.url())) count += 1
  })
  return () => count
}
