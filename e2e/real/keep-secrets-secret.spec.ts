import { expect } from '@playwright/test'
import {
  expectSignedInAs,
  leaveForIssuer,
  podRow,
  readableByScripts,
  signOut,
} from '../support/fairlead-page.ts'
import { signInAtGoIssuer, signInAtNodeIssuer } from './support/issuer-pages.ts'
import { outputOf } from './support/output-of.ts'
import { story } from './support/story.ts'

story(
  'no secret of a session is in the page, in an address, or in anything that Fairlead or Kubernetes wrote',
  async ({ page, rig, secrets }) => {
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await leaveForIssuer(page, 'east')
    await signInAtNodeIssuer(page, rig.people.seesEverything)
    await expect(podRow(page, 'gateway-7d9f')).toBeVisible()
    await leaveForIssuer(page, 'west')
    await signInAtGoIssuer(page, rig.people.seesEverything)
    await expectSignedInAs(page, rig.people.seesEverything.email)
    await page.reload()
    await expect(podRow(page, 'gateway-7d9f')).toBeVisible()
    await secrets.noteCookies(page.context())

    const inThePage = await readableByScripts(page)
    expect(secrets.foundIn(inThePage)).toEqual([])
    // The authorization code is in the callback's address, as OAuth has it; the verifier and tokens never are.
    expect(
      secrets.foundIn(addresses.join('\n')).filter((kind) => !['code', 'issued'].includes(kind)),
    ).toEqual([])

    await signOut(page)
    await expect(page.getByRole('button', { name: /^Account: / })).toHaveCount(0)

    expect(secrets.kinds()).toEqual(
      expect.arrayContaining([
        ...['password', 'client secret', 'client key', 'issued'],
        ...['code', 'code_verifier', 'id_token', 'bearer', 'cookie'],
      ]),
    )
    const written = outputOf(rig, 'fairlead')
    expect(written, 'it says something at all').toContain('/token')
    expect(secrets.foundIn(written)).toEqual([])
    expect(secrets.foundIn(outputOf(rig, /-audit\.jsonl$/)), 'in the audit logs of the API servers').toEqual(
      [],
    )
  },
)
