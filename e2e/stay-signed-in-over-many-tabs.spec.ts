import { expect, type BrowserContext, type Page } from '@playwright/test'
import type { Demo } from '../src/demo/start-demo.ts'
import { accountOf, authorizationRequests, PROD, signInAtDemo, tokenRequests } from './support/demo.ts'
import {
  expectSignedInAs,
  leaveForIssuer,
  loginDialog,
  pagePath,
  podRow,
  setHidden,
} from './support/fairlead-page.ts'
import { ownFairleadStory as story } from './support/own-fairlead-story.ts'

const TOKEN_TTL_S = 8
/** Tokens of that life are renewed in their last quarter. */
const RENEWED_AFTER_S = 6

story.use({ startOptions: { idTokenTtlS: TOKEN_TTL_S } })
// They wait for tokens to come to their end.
story.slow()

story(
  'a sign-in in one tab lights the others; for each renewal one of them asks, and nobody is signed out',
  async ({ context, own: { demo } }) => {
    const tabs = await openTabs(context, 4)
    await signInWithFirst(tabs, demo)
    const renewals = countRenewals(demo)
    await expectAllSignedIn(tabs, demo)
    expect(tokenRequests(demo), 'the others were told').toBeLessThanOrEqual(1 + renewals.due())

    for (const tab of tabs.slice(2)) await setHidden(tab, true)
    await expect.poll(renewals.made, { timeout: 60_000 }).toBeGreaterThanOrEqual(4)
    await expectAllSignedIn(tabs, demo)
    for (const tab of tabs) await expectRowsOfNow(tab)

    // All of them behind another window, for longer than the tokens live.
    for (const tab of tabs.slice(0, 2)) await setHidden(tab, true)
    await tokensEnd()
    for (const tab of tabs) await setHidden(tab, false)
    for (const tab of tabs) await expectRowsOfNow(tab)
    await expectAllSignedIn(tabs, demo)
    expect(renewals.made()).toBeLessThanOrEqual(renewals.due())
    expectOneSignIn(demo)
  },
)

story(
  'offline for longer than the tokens live: all tabs go on, once the network is back',
  async ({ context, own: { demo } }) => {
    const tabs = await openTabs(context, 3)
    await signInWithFirst(tabs, demo)
    await expectAllSignedIn(tabs, demo)
    await context.setOffline(true)
    await expect(tabs[0].getByText('The session cannot be renewed now')).toBeVisible({ timeout: 20_000 })
    await tokensEnd()
    await expectAllSignedIn(tabs, demo)

    const renewals = countRenewals(demo)
    await context.setOffline(false)
    for (const tab of tabs) await expect(tab.getByText('The session cannot be renewed now')).toBeHidden()
    for (const tab of tabs) await expectRowsOfNow(tab)
    await expectAllSignedIn(tabs, demo)
    expect(renewals.made()).toBeLessThanOrEqual(renewals.due() + 1)
    expectOneSignIn(demo)
  },
)

type Tabs = readonly [Page, ...Page[]]

async function openTabs(context: BrowserContext, count: number): Promise<Tabs> {
  const tabs = [await context.newPage()] as [Page, ...Page[]]
  while (tabs.length < count) tabs.push(await context.newPage())
  for (const tab of tabs) {
    await tab.goto(`${pagePath(PROD)}/pods`)
    await expect(loginDialog(tab, PROD)).toBeVisible()
  }
  return tabs
}

async function signInWithFirst([first]: Tabs, demo: Demo): Promise<void> {
  await leaveForIssuer(first, PROD)
  await signInAtDemo(first, accountOf(demo, 'ada'))
}

async function expectAllSignedIn(tabs: Tabs, demo: Demo): Promise<void> {
  for (const tab of tabs) await expectSignedInAs(tab, accountOf(demo, 'ada').email)
}

/** From a request of now, with the token of now. */
async function expectRowsOfNow(tab: Page): Promise<void> {
  await tab.getByRole('link', { name: 'Namespaces' }).click()
  await expect(tab.getByRole('row', { name: /berth-planner/ }).first()).toBeVisible()
  await tab.getByRole('link', { name: 'Pods' }).click()
  await expect(podRow(tab, /allocator-/).first()).toBeVisible()
}

async function tokensEnd(): Promise<void> {
  const endMs = Date.now() + TOKEN_TTL_S * 1000
  await expect.poll(Date.now, { timeout: 2 * TOKEN_TTL_S * 1000 }).toBeGreaterThan(endMs)
}

function countRenewals(demo: Demo) {
  const before = { requests: tokenRequests(demo), atMs: Date.now() }
  return {
    made: () => tokenRequests(demo) - before.requests,
    /** At most, when no two tabs ask for the same one. */
    due: () => Math.ceil((Date.now() - before.atMs) / 1000 / RENEWED_AFTER_S),
  }
}

function expectOneSignIn(demo: Demo): void {
  expect(demo.issuer.reuseDetected(), 'refresh tokens that came twice').toBe(0)
  expect(authorizationRequests(demo), 'redirects').toBe(1)
}
