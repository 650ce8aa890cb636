import { expect } from '@playwright/test'
import { leaveForIssuer, pagePath, podRow } from '../support/fairlead-page.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { story } from './support/story.ts'

story('a deep link outlives the sign-in, query and fragment too', async ({ page, rig }) => {
  const below = '/pods?namespace=team-dev&note=a%2Fb%20%26c#row=shop-5c88&x=%23'
  await leaveForIssuer(page, 'east', below)
  await signInAtNodeIssuer(page, rig.people.oneNamespace)
  await expect(podRow(page, 'shop-5c88')).toBeVisible()
  expect(page.url()).toBe(rig.fairleadUrl + pagePath('east') + below)
})
