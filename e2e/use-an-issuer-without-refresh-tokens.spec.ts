import { expect } from '@playwright/test'
import { accountOf, authorizationRequests, PROD, signInAtDemo, tokenRequests } from './support/demo.ts'
import { expectSignedInAs, leaveForIssuer, loginDialog, pagePath, podRow } from './support/fairlead-page.ts'
import { ownFairleadStory as story } from './support/own-fairlead-story.ts'

const TOKEN_TTL_S = 600
const BELOW = '/pods?namespace=tracking&note=a%2Fb%20%26c#row=x&y=%23'

story.use({ startOptions: { idTokenTtlS: TOKEN_TTL_S, issuer: { refreshTokens: false } } })

story(
  'one is told until when, keeps the session over a reload, and near the end goes on from the same place',
  async ({ page, own: { demo, url } }) => {
    await page.clock.install()
    await leaveForIssuer(page, PROD, BELOW)
    await signInAtDemo(page, accountOf(demo, 'ada'))
    const told = page.getByText(/^Signed in until .* gives no refresh token\.$/)
    await expect(told).toBeVisible()
    await page.getByRole('button', { name: 'Got it' }).click()
    await expect(told).toBeHidden()

    await page.reload()
    await expect(podRow(page, /tracking-api/).first()).toBeVisible()
    await expect(told, 'it was read').toBeHidden()
    expect(tokenRequests(demo), 'the issuer is not asked').toBe(1)

    await page.clock.fastForward((TOKEN_TTL_S - 60) * 1000)
    await expect(page.getByText(/^Your session ends in 0:\d\d$/)).toBeVisible()
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(told, 'until another end').toBeVisible()
    await expect(podRow(page, /tracking-api/).first()).toBeVisible()
    expect(page.url()).toBe(url + pagePath(PROD) + BELOW)
    expect(authorizationRequests(demo), 'one redirect more').toBe(2)

    await page.clock.fastForward((TOKEN_TTL_S - 10) * 1000)
    await expectSignedInAs(page, accountOf(demo, 'ada').email)
    await page.clock.fastForward(20_000)
    const dialog = loginDialog(page, PROD)
    await expect(dialog).toContainText('gave no way to renew it')
    await expect(dialog, 'what would help').toContainText('offline_access')
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(podRow(page, /tracking-api/).first()).toBeVisible()
    expect(page.url()).toBe(url + pagePath(PROD) + BELOW)
  },
)
