import { expect } from '@playwright/test'
import { startFairlead } from './rig/fairlead.ts'
import { expectSignedInAs, loginDialog, pagePath, podRow } from '../support/fairlead-page.ts'
import { statusForToken } from './support/ask-api-server.ts'
import { story } from './support/story.ts'

const NAMESPACE = 'team-dev'
const ACCOUNT = `system:serviceaccount:${NAMESPACE}:watcher`

story(
  'a cluster without OIDC settings is entered with a token that its API server made, until that is withdrawn',
  async ({ page, request, rig, kubectl }) => {
    const withoutOidc = await startFairlead({
      name: 'fairlead-without-oidc',
      url: `http://127.0.0.1:${rig.sparePort}`,
      flags: rig.flagsWithoutOidc,
      logFolder: rig.logFolder,
    })
    try {
      await page.goto(`${withoutOidc.url}${pagePath('east')}/pods?namespace=${NAMESPACE}`)
      const dialog = loginDialog(page, 'east')
      const token = await kubectl.east.run(['-n', NAMESPACE, 'create', 'token', 'watcher', '--duration=10m'])
      await dialog.getByLabel('Bearer token').fill(token)
      await expect(dialog.getByText(ACCOUNT, { exact: true })).toBeVisible()
      await dialog.getByRole('button', { name: 'Sign in to east' }).click()
      await expectSignedInAs(page, ACCOUNT)
      await expect(podRow(page, 'shop-5c88')).toContainText('Running')

      await kubectl.east.run(['-n', NAMESPACE, 'delete', 'serviceaccount', 'watcher'])
      const answer = () => statusForToken(request, rig.clusters.east, token.trim())
      // The API server remembers for some seconds whom it has let in.
      await expect.poll(answer, { timeout: 20_000 }).toBe(401)
      await page.getByRole('link', { name: 'Namespaces', exact: true }).click()
      await expect(dialog.getByRole('alert')).toContainText('no longer takes the token')
    } finally {
      await kubectl.east.run(['-n', NAMESPACE, 'create', 'serviceaccount', 'watcher']).catch(() => undefined)
      await withoutOidc.process.stop()
    }
  },
)
