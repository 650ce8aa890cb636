import { expect } from '@playwright/test'
import { EDGE, PROD, signIn } from './support/demo.ts'
import { leaveForIssuer, loginDialog, openAccountMenu, podRow } from './support/fairlead-page.ts'
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
    const inThePage = await page.evaluate(() =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        document.documentElement.outerHTML,
      ]),
    )
    expect(foundIn(JSON.stringify(state), secrets), 'storage and cookies').toBe(0)
    expect(foundIn(inThePage, [...secrets, ...cookies.map(({ value }) => value)]), 'the page').toBe(0)
    const withoutCodes = secrets.filter((secret) => !sent.codes.has(secret))
    expect(foundIn(sent.addresses.join('\n'), withoutCodes), 'addresses').toBe(0)
    expect(page.url()).not.toContain('code=')

    await openAccountMenu(page)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(loginDialog(page, EDGE)).toBeVisible()
    const written = fairlead.output()
    expect(written, 'it says something at all').toContain('/config')
    expect(foundIn(written, [...secrets, ...cookies.map(({ value }) => value)]), 'what Fairlead wrote').toBe(
      0,
    )
  },
)

/** How many of the secrets a text holds, whole or by the signature of a token. Never which: a report is a text too. */
function foundIn(text: string, secrets: readonly string[]): number {
  const parts = secrets.flatMap((secret) => [secret, ...secret.split('.').slice(-1)])
  return new Set(parts.filter((part) => part.length >= 16 && text.includes(part))).size
}
