import { expect } from '@playwright/test'
import { expectSignedInAs, leaveForIssuer, loginDialog, pagePath, podRow } from '../support/fairlead-page.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { story } from './support/story.ts'

story(
  'a person of one namespace sees its pods, and is told that the others are forbidden',
  async ({ page, rig }) => {
    const { oneNamespace } = rig.people
    await leaveForIssuer(page, 'east')
    await signInAtNodeIssuer(page, oneNamespace)
    await expectSignedInAs(page, oneNamespace.email)
    await expect(page.getByText(/cannot list resource "pods"/)).toBeVisible()
    await expect(loginDialog(page, 'east')).toHaveCount(0)

    await page.goto(`${pagePath('east')}/pods?namespace=team-dev`)
    await expect(podRow(page, 'shop-5c88')).toContainText('Running')
    await expect(podRow(page, 'gateway-7d9f')).toHaveCount(0)

    await page.goto(`${pagePath('east')}/pods?namespace=team-platform`)
    await expect(
      page.getByText(/cannot list resource "pods".* in the namespace "team-platform"/),
    ).toBeVisible()
    await expectSignedInAs(page, oneNamespace.email)
  },
)
