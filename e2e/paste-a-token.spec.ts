import { expect, type Locator, type Page } from '@playwright/test'
import { accountOf, PROD, signIn, STAGING } from './support/demo.ts'
import {
  expectSignedInAs,
  loginDialog,
  openAccountMenu,
  pagePath,
  podRow,
  readableByScripts,
  signedOutHeading,
  signOut,
} from './support/fairlead-page.ts'
import { secretsIn } from './support/secrets-in.ts'
import { startFairlead } from './support/start-fairlead.ts'
import { story } from './support/story.ts'

story.use({ fairleadOptions: { tokenCluster: true } })

/** For which nobody has set up OpenID Connect. */
const LAB = 'harbour-lab'
const ADA_OF_LAB = 'system:serviceaccount:harbour:ada'

const field = (dialog: Locator) => dialog.getByLabel('Bearer token')

async function paste(dialog: Locator, cluster: string, text: string): Promise<void> {
  await field(dialog).fill(text)
  await dialog.getByRole('button', { name: `Sign in to ${cluster}` }).click()
}

const firstPod = (page: Page) => podRow(page, /Running/).first()

story(
  'a token says what it is, opens a cluster without an identity provider, and is kept nowhere',
  async ({ page, context, fairlead }) => {
    const token = await fairlead.demo.pastedToken('ada')
    await page.goto('/')
    await page.getByRole('link', { name: `Sign in to ${LAB}` }).click()
    const dialog = loginDialog(page, LAB)
    await field(dialog).fill(`Authorization: Bearer ${token}\n`)
    await expect(dialog.getByRole('status')).toContainText(ADA_OF_LAB)
    await dialog.getByRole('button', { name: `Sign in to ${LAB}` }).click()
    await expect(firstPod(page)).toBeVisible()
    await expectSignedInAs(page, ADA_OF_LAB)
    await openAccountMenu(page)
    await expect(page.getByText('You pasted this token, and nobody can renew it.')).toBeVisible()
    const kept = [JSON.stringify(await context.storageState()), await readableByScripts(page)].join('\n')
    expect(secretsIn(kept, [token]), 'storage, cookies and the page').toBe(0)

    const other = await context.newPage()
    await other.goto(`${pagePath(LAB)}/pods`)
    await expect(loginDialog(other, LAB), 'it is this tab’s alone').toBeVisible()
    await page.reload()
    await expect(loginDialog(page, LAB)).toBeVisible()
  },
)

story(
  'a token for a cluster that has an identity provider opens that one only',
  async ({ page, fairlead }) => {
    const { demo } = fairlead
    const ada = accountOf(demo, 'ada')
    const listed = page.waitForRequest((each) => each.headers()['authorization'] !== undefined)
    await signIn(page, demo, PROD)
    const idToken = (await listed).headers()['authorization'] ?? ''
    await page.context().clearCookies()
    await page.goto(`${pagePath(PROD)}/pods`)
    const dialog = loginDialog(page, PROD)
    await dialog.getByRole('button', { name: 'Use a token' }).click()
    await paste(dialog, PROD, idToken)
    await expectSignedInAs(page, ada.email)
    await expect(firstPod(page)).toBeVisible()
    await page.getByRole('button', { name: 'switch cluster' }).click()
    await page.getByRole('link', { name: STAGING }).click()
    await expect(loginDialog(page, STAGING)).toBeVisible()
  },
)

story(
  'what cannot work is told before, and what the API server refuses after',
  async ({ page, fairlead }) => {
    const { demo } = fairlead
    const asked: string[] = []
    page.on('request', (request) => request.headers()['authorization'] && asked.push(request.url()))
    await page.goto(`${pagePath(PROD)}/pods`)
    const dialog = loginDialog(page, PROD)
    await dialog.getByRole('button', { name: 'Use a token' }).click()
    for (const [text, fault] of [
      ['the token is on the wiki', 'This cannot be a token'],
      [(await demo.pastedToken('ada')).split('.').slice(0, 2).join('.'), 'Part of this token is missing'],
      [await demo.pastedToken('ada', -60), 'This token ended at'],
    ] as const) {
      await paste(dialog, PROD, text)
      await expect(dialog.getByRole('alert')).toContainText(fault)
      await expect(field(dialog)).toBeFocused()
    }
    expect(asked, 'no API server was asked').toEqual([])

    await paste(dialog, PROD, await demo.pastedToken('ada'))
    await expect(dialog.getByRole('status')).toContainText('The API server may refuse it')
    await expect(dialog.getByRole('alert')).toContainText('TOKEN_REFUSED')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog.getByRole('button', { name: 'Sign in', exact: true })).toBeFocused()
  },
)

story('a pasted token that comes to its end says so, then leads to the form', async ({ page, fairlead }) => {
  await page.goto(`${pagePath(LAB)}/pods`)
  await paste(loginDialog(page, LAB), LAB, await fairlead.demo.pastedToken('ada', 8))
  await expect(page.getByText(/The token that you pasted ends in/)).toBeVisible()
  await expect(loginDialog(page, LAB).getByRole('alert')).toContainText('has reached its end')
  await paste(loginDialog(page, LAB), LAB, await fairlead.demo.pastedToken('ada'))
  await expectSignedInAs(page, ADA_OF_LAB)
})

story('a sign-out ends what was pasted in every tab', async ({ page, context, fairlead }) => {
  const other = await context.newPage()
  for (const tab of [page, other]) {
    await tab.goto(`${pagePath(LAB)}/pods`)
    await paste(loginDialog(tab, LAB), LAB, await fairlead.demo.pastedToken('ada'))
    await expectSignedInAs(tab, ADA_OF_LAB)
  }
  await signOut(page)
  await expect(signedOutHeading(page)).toBeVisible()
  await expect(loginDialog(other, LAB).getByRole('alert')).toContainText('in another tab of this browser')
})

story('an operator can switch it off', async ({ browser }) => {
  const { url, stop } = await startFairlead({ tokenCluster: true, flags: ['-token-sign-in=false'] })
  try {
    const page = await browser.newPage({ baseURL: url })
    await page.goto(`${pagePath(PROD)}/pods`)
    await expect(loginDialog(page, PROD).getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    await expect(loginDialog(page, PROD).getByRole('button', { name: 'Use a token' })).toHaveCount(0)
    await page.goto('/')
    const lab = page.getByRole('listitem', { name: LAB })
    await expect(lab).toContainText('Cannot be used')
    await expect(lab).toContainText('OIDC_NOT_CONFIGURED')
    await page.goto(`${pagePath(LAB)}/pods`)
    await expect(page.getByText('OIDC_NOT_CONFIGURED')).toBeVisible()
  } finally {
    await stop()
  }
})
