import { expect } from '@playwright/test'
import { WEST_WITHOUT_REFRESH } from './rig/kubeconfigs.ts'
import { leaveForIssuer, loginDialog, podRow } from '../support/fairlead-page.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { watchIssuer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

story(
  'without a refresh token one is told until when; at the end, one redirect leads back to the same place',
  async ({ page, rig }) => {
    story.slow() // it waits for a token to come to its end
    const { idTokenTtlS } = rig.registrations.westWithoutRefresh
    await leaveForIssuer(page, WEST_WITHOUT_REFRESH, '/pods?namespace=team-dev#row=shop-5c88')
    await signInAtNodeIssuer(page, rig.people.oneNamespace)
    await expect(podRow(page, 'shop-5c88')).toBeVisible()
    await expect(page.getByText(/^Signed in until .* gives no refresh token\.$/)).toBeVisible()
    const place = page.url()

    const issuer = watchIssuer(rig, 'nodeIssuer')
    await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: idTokenTtlS * 1000 })
    const dialog = loginDialog(page, WEST_WITHOUT_REFRESH)
    await expect(dialog.getByRole('alert')).toContainText('reached its end', { timeout: idTokenTtlS * 1000 })
    expect(issuer.seen(), 'nothing to renew with, and nothing was tried').toEqual([])
    expect(page.url()).toBe(place)

    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(podRow(page, 'shop-5c88')).toBeVisible()
    expect(page.url()).toBe(place)
    expect(issuer.seen()).toEqual([
      { method: 'GET', path: '/auth', status: 303 },
      { method: 'POST', path: '/token', status: 200 },
    ])
  },
)
