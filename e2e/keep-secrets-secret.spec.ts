import { expect } from '@playwright/test'
import { EDGE, PROD, signIn } from './support/demo.ts'
import {
  leaveForIssuer,
  podRow,
  readableByScripts,
  signedOutHeading,
  signOut,
} from './support/fairlead-page.ts'
import { secretsIn } from './support/secrets-in.ts'
import { story } from './support/story.ts'

story(
  'no secret of a session is in storage, in an address, in the page, or in what Fairlead writes',
  async ({ page, context, fairlead }) => {
    const { demo } = fairlead
    const sent = { verifiers: new Set<string>(), codes: new Set<string>(), addresses: [] as string[] }
    context.on('request', (request) => {
      sent.addresses.push(request.url())
      const form = new URLSearchParams(request.method() === 'POST' ? (request.postData() ?? '') : '')
      for (const [set, field] of [
        [sent.verifiers, 'code_verifier'],
        [sent.codes, 'code'],
      ] as const) {
        const value = form.get(field)
        if (value) set.add(value)
      }
    })
    await signIn(page, demo, PROD)
    await leaveForIssuer(page, EDGE)
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(podRow(page, /gate-camera/).first()).toBeVisible()
    await page.reload()
    await expect(podRow(page, /gate-camera/).first()).toBeVisible()

    const cookies = (await context.cookies()).filter(
      ({ domain }) => domain === new URL(fairlead.url).hostname,
    )
    const sealed = cookies.filter(({ path }) => path.includes('/oidc/'))
    expect(sealed.length).toBeGreaterThanOrEqual(2)
    expect(sealed.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Strict')).toBe(true)

    const secrets = [...demo.secrets(), ...sent.verifiers, ...sent.codes]
    expect(sent.verifiers.size).toBe(2)
    expect(demo.secrets().length).toBeGreaterThan(6)

    const state = await context.storageState()
    const inThePage = await readableByScripts(page)
    expect(secretsIn(JSON.stringify(state), secrets), 'storage and cookies').toBe(0)
    expect(secretsIn(inThePage, [...secrets, ...cookies.map(({ value }) => value)]), 'the page').toBe(0)
    const withoutCodes = secrets.filter((secret) => !sent.codes.has(secret))
    expect(secretsIn(sent.addresses.join('\n'), withoutCodes), 'addresses').toBe(0)
    expect(page.url()).not.toContain('code=')

    await signOut(page)
    await expect(signedOutHeading(page)).toBeVisible()
    const written = fairlead.output()
    expect(written, 'it says something at all').toContain('/config')
    expect(
      secretsIn(written, [...secrets, ...cookies.map(({ value }) => value)]),
      'what Fairlead wrote',
    ).toBe(0)
  },
)
