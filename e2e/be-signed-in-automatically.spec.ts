import { expect, type Page } from '@playwright/test'
import { accountOf, authorizationRequests, PROD, signInAtDemo } from './support/demo.ts'
import {
  expectNoMore,
  expectSignedInAs,
  loginDialog,
  pagePath,
  podRow,
  signedOutHeading,
  signOut,
} from './support/fairlead-page.ts'
import type { RunningFairlead } from './support/start-fairlead.ts'
import { story } from './support/story.ts'

story.use({ fairleadOptions: { flags: ['-auto-sign-in'] } })

const PODS = `${pagePath(PROD)}/pods`

async function openAndBeSent(page: Page, { demo }: RunningFairlead, address = PODS): Promise<void> {
  await page.goto(address)
  await page.waitForURL(`${demo.issuerUrl}/**`)
}

async function expectDialogAndNoTry(page: Page, { demo }: RunningFairlead): Promise<void> {
  await expect(loginDialog(page, PROD).getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expectNoMore(page, () => authorizationRequests(demo))
  await expect(loginDialog(page, PROD)).toBeVisible()
}

story(
  'a deep link goes straight to the identity provider and back; after a sign-out nothing does',
  async ({ page, fairlead }) => {
    const { demo } = fairlead
    const before = authorizationRequests(demo)
    const address = `${PODS}?namespace=tracking&note=a%2Fb#row=x`
    await openAndBeSent(page, fairlead, address)
    await signInAtDemo(page, accountOf(demo, 'ada'))
    await expect(podRow(page, /tracking-api/).first()).toBeVisible()
    await expectSignedInAs(page, accountOf(demo, 'ada').email)
    expect(page.url()).toBe(fairlead.url + address)
    expect(authorizationRequests(demo)).toBe(before + 1)

    await signOut(page)
    await expect(signedOutHeading(page)).toBeVisible()
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Clusters' })).toBeVisible()
    const newTab = await page.context().newPage()
    for (const tab of [page, newTab]) {
      await tab.goto(PODS)
      await expectDialogAndNoTry(tab, fairlead)
    }
    expect(authorizationRequests(demo)).toBe(before + 1)
  },
)

story('who refuses, or comes back by the back button, is not sent again', async ({ page, fairlead }) => {
  const { demo } = fairlead
  const before = authorizationRequests(demo)
  await openAndBeSent(page, fairlead)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('ISSUER_REFUSED')).toBeVisible()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expectDialogAndNoTry(page, fairlead)
  expect(authorizationRequests(demo)).toBe(before + 1)

  const other = await page.context().newPage()
  await other.goto('/')
  await openAndBeSent(other, fairlead)
  await other.goBack()
  await other.goto(PODS)
  await expectDialogAndNoTry(other, fairlead)
  expect(authorizationRequests(demo)).toBe(before + 2)
})

story('whom the API server refuses gets the dialog with the reason', async ({ page, fairlead }) => {
  const before = authorizationRequests(fairlead.demo)
  await openAndBeSent(page, fairlead)
  await signInAtDemo(page, accountOf(fairlead.demo, 'noor'))
  await expect(loginDialog(page, PROD).getByRole('alert')).toContainText('TOKEN_REFUSED')
  await expectDialogAndNoTry(page, fairlead)
  expect(authorizationRequests(fairlead.demo)).toBe(before + 1)
})

story('a browser that keeps no cookie gets one try, then the reason', async ({ page, context, fairlead }) => {
  const { demo, url } = fairlead
  const before = authorizationRequests(demo)
  await openAndBeSent(page, fairlead)
  await context.clearCookies({ domain: new URL(url).hostname })
  await signInAtDemo(page, accountOf(demo, 'ada'))
  await expect(page.getByText('NONCE_MISMATCH')).toBeVisible()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expectDialogAndNoTry(page, fairlead)
  expect(authorizationRequests(demo)).toBe(before + 1)
})

story('a browser that remembers nothing is not sent at all', async ({ page, fairlead }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Denied', 'SecurityError')
        },
      })
    }
  })
  const before = authorizationRequests(fairlead.demo)
  await page.goto(PODS)
  await expectDialogAndNoTry(page, fairlead)
  expect(authorizationRequests(fairlead.demo)).toBe(before)
})
