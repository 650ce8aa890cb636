import { expect } from '@playwright/test'
import { WEST_VIA_NODE } from './rig/kubeconfigs.ts'
import { expectSignedInAs, leaveForIssuer, openAccountMenu } from '../support/fairlead-page.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { story } from './support/story.ts'

story('a person sees the name and the groups that the API server knows them by', async ({ page, rig }) => {
  await leaveForIssuer(page, 'east')
  await signInAtNodeIssuer(page, rig.people.seesEverything)
  await expectSignedInAs(page, rig.people.seesEverything.email)
  await openAccountMenu(page)
  await expect(page.getByText('platform', { exact: true })).toBeVisible()
  await expect(page.getByText('system:authenticated', { exact: true })).toBeVisible()
})

story(
  'name and groups carry the prefix of the issuer, and rights are those of the prefixed group',
  async ({ page, rig }) => {
    await leaveForIssuer(page, WEST_VIA_NODE)
    await signInAtNodeIssuer(page, rig.people.seesEverything)
    await expectSignedInAs(page, `a:${rig.people.seesEverything.email}`)
    await expect(page.getByText(/User "a:.+" cannot list resource "pods"/)).toBeVisible()
    await openAccountMenu(page)
    await expect(page.getByText('a:platform', { exact: true })).toBeVisible()
  },
)

story('a person without groups signs in all the same', async ({ page, rig }) => {
  await leaveForIssuer(page, 'east')
  await signInAtNodeIssuer(page, rig.people.noGroups)
  await expectSignedInAs(page, rig.people.noGroups.email)
  await openAccountMenu(page)
  await expect(page.getByText('system:authenticated', { exact: true })).toBeVisible()
})
