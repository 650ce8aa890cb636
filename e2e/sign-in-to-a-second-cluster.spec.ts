import { expect } from '@playwright/test'
import {
  accountOf,
  authorizationRequests,
  EDGE,
  PROD,
  signIn,
  STAGING,
  tokenRequests,
} from './support/demo.ts'
import { expectSignedInAs, leaveForIssuer, pagePath, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story('one sign-in opens the clusters that share an OIDC client', async ({ page, fairlead }) => {
  const { demo } = fairlead
  await signIn(page, demo, PROD)
  const before = { tokens: tokenRequests(demo), authorizations: authorizationRequests(demo) }
  await page.getByRole('button', { name: 'switch cluster' }).click()
  await page.getByRole('link', { name: STAGING }).click()
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
  await expectSignedInAs(page, accountOf(demo, 'ada').email)
  expect(page.url()).toContain(pagePath(STAGING))
  expect({ tokens: tokenRequests(demo), authorizations: authorizationRequests(demo) }).toEqual(before)
})

story(
  'a cluster with a client of its own, and a secret, is signed in to by itself',
  async ({ page, fairlead }) => {
    const { demo } = fairlead
    await signIn(page, demo, PROD)
    await leaveForIssuer(page, EDGE)
    // The identity provider still knows who this is: it asks for consent only.
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(podRow(page, /gate-camera/).first()).toBeVisible()
    await page.goto(`${pagePath(PROD)}/pods`)
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
    await expectSignedInAs(page, accountOf(demo, 'ada').email)
  },
)
