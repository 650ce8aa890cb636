import { expect } from '@playwright/test'
import { expectNoMore, leaveForIssuer, loginDialog } from '../support/fairlead-page.ts'
import { refuseAtNodeIssuer, signInAtNodeIssuer } from './support/issuer-pages.ts'
import { watchApiServer, watchIssuer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

story(
  'an API server that refuses the token leads to the dialog with the reason, and to no loop',
  async ({ page, rig }) => {
    const kubernetes = watchApiServer(rig.clusters.east)
    const issuer = watchIssuer(rig, 'nodeIssuer')
    await leaveForIssuer(page, 'east')
    await signInAtNodeIssuer(page, rig.people.emailNotVerified)
    const dialog = loginDialog(page, 'east')
    await expect(dialog.getByRole('alert')).toContainText('TOKEN_REFUSED')
    await expect(dialog.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()

    await expectNoMore(page, () => kubernetes.seen().length + issuer.seen().length)

    const tokenRequests = issuer.seen().filter(({ method, path }) => method === 'POST' && path === '/token')
    expect(tokenRequests.length, 'the sign-in, and one renewal for the two clusters that share it').toBe(2)
    const codes = kubernetes.seen().map(({ responseStatus }) => responseStatus?.code)
    expect(new Set(codes)).toEqual(new Set([401]))
    expect(codes.length, 'each request of the page, and one retry of it').toBeLessThanOrEqual(8)
  },
)

story('a person who refuses at the issuer is told so, with a way on', async ({ page, rig }) => {
  await leaveForIssuer(page, 'east')
  await refuseAtNodeIssuer(page, rig.people.seesEverything)
  await expect(page.getByText(/The person pressed Refuse/)).toBeVisible()
})
