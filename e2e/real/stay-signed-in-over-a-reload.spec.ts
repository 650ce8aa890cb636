import { expect } from '@playwright/test'
import { expectSignedInAs, leaveForIssuer, podRow } from '../support/fairlead-page.ts'
import { signInAtGoIssuer, signInAtNodeIssuer } from './support/issuer-pages.ts'
import { watchIssuer } from './support/requests-seen.ts'
import { story } from './support/story.ts'

const ISSUERS = [
  { cluster: 'east', issuer: 'nodeIssuer', tokenPath: '/token', signIn: signInAtNodeIssuer },
  { cluster: 'west', issuer: 'goIssuer', tokenPath: '/oauth/token', signIn: signInAtGoIssuer },
] as const

for (const { cluster, issuer, tokenPath, signIn } of ISSUERS) {
  story(
    `a reload and a second tab keep the session in ${cluster}, without a visit to the issuer`,
    async ({ page, rig }) => {
      const { seesEverything } = rig.people
      await leaveForIssuer(page, cluster)
      await signIn(page, seesEverything)
      await expect(podRow(page, 'gateway-7d9f')).toBeVisible()

      const atIssuer = watchIssuer(rig, issuer)
      await page.reload()
      await expectSignedInAs(page, seesEverything.email)
      await expect(podRow(page, 'gateway-7d9f')).toBeVisible()
      expect(atIssuer.seen()).toEqual([{ method: 'POST', path: tokenPath, status: 200 }])

      const secondTab = await page.context().newPage()
      await secondTab.goto(page.url())
      await expectSignedInAs(secondTab, seesEverything.email)
      await page.reload()
      await expectSignedInAs(page, seesEverything.email)
      expect(atIssuer.seen().every(({ status }) => status === 200)).toBe(true)
    },
  )
}
