import { expect } from '@playwright/test'
import { EAST_BY_ARN } from './rig/kubeconfigs.ts'
import { expectSignedInAs, leaveForIssuer, loginDialog, pagePath, podRow } from '../support/fairlead-page.ts'
import { signInAtGoIssuer, signInAtNodeIssuer } from './support/issuer-pages.ts'
import { story } from './support/story.ts'

story('a sign-in to a second cluster leaves the first one signed in', async ({ page, rig }) => {
  const { seesEverything, oneNamespace } = rig.people
  await leaveForIssuer(page, 'east')
  await signInAtNodeIssuer(page, seesEverything)
  await expectSignedInAs(page, seesEverything.email)

  await leaveForIssuer(page, 'west', '/pods?namespace=team-dev')
  await signInAtGoIssuer(page, oneNamespace)
  await expectSignedInAs(page, oneNamespace.email)
  await expect(podRow(page, 'shop-5c88')).toBeVisible()

  await page.goto(`${pagePath('east')}/pods`)
  await expectSignedInAs(page, seesEverything.email)
  await expect(podRow(page, 'gateway-7d9f')).toBeVisible()
})

story('clusters of one OIDC client share a sign-in, whatever their names', async ({ page, rig }) => {
  await leaveForIssuer(page, EAST_BY_ARN)
  await signInAtNodeIssuer(page, rig.people.seesEverything)
  await expect(podRow(page, 'gateway-7d9f')).toBeVisible()

  await page.goto(`${pagePath('east')}/pods`)
  await expect(podRow(page, 'gateway-7d9f')).toBeVisible()

  await page.goto(`${pagePath('west')}/pods`)
  await expect(loginDialog(page, 'west')).toBeVisible()
})
