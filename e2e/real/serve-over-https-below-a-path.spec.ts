import { expect } from '@playwright/test'
import { startFairlead } from './rig/fairlead.ts'
import { SPARE_BASE_URL } from './rig/rig.ts'
import { expectSignedInAs, loginDialog, pagePath, podRow } from '../support/fairlead-page.ts'
import { signInAtNodeIssuer } from './support/issuer-pages.ts'
import { story } from './support/story.ts'

story(
  'signing in works over HTTP/2 with TLS, below a base URL, with cookies that no script can write',
  async ({ page, rig, kubectl }) => {
    const { certPath, keyPath } = rig.tls
    const fairlead = await startFairlead({
      name: 'fairlead-over-https',
      url: `https://127.0.0.1:${rig.sparePort}${SPARE_BASE_URL}`,
      flags: [
        ...rig.flags,
        '-tls-cert-path',
        certPath,
        '-tls-key-path',
        keyPath,
        '-base-url',
        SPARE_BASE_URL,
      ],
      logFolder: rig.logFolder,
    })
    try {
      await page.goto(`${fairlead.url}${pagePath('east')}/pods`)
      await loginDialog(page, 'east').getByRole('button', { name: 'Sign in', exact: true }).click()
      await signInAtNodeIssuer(page, rig.people.seesEverything)
      await expect(podRow(page, 'gateway-7d9f')).toContainText('Running')
      expect(page.url()).toBe(`${fairlead.url}${pagePath('east')}/pods`)

      await page.reload()
      await expectSignedInAs(page, rig.people.seesEverything.email)
      await kubectl.east.createRunningPod('team-dev', 'seen-over-https')
      await expect(podRow(page, 'seen-over-https')).toContainText('Running')
      await kubectl.east.deletePod('team-dev', 'seen-over-https')
      await expect(podRow(page, 'seen-over-https')).toHaveCount(0)

      const protocols = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map((entry) => (entry as PerformanceResourceTiming).nextHopProtocol),
      )
      expect(new Set(protocols)).toEqual(new Set(['h2']))
      const cookies = (await page.context().cookies()).filter(({ name }) => name.includes('fairlead'))
      expect(cookies.length).toBeGreaterThanOrEqual(2)
      for (const { name, secure, httpOnly, sameSite } of cookies) {
        expect({ name, secure, httpOnly, sameSite }).toEqual({
          name: expect.stringMatching(/^__(Host-)?Http-fairlead-/),
          secure: true,
          httpOnly: true,
          sameSite: 'Strict',
        })
      }
    } finally {
      await fairlead.process.stop()
    }
  },
)
