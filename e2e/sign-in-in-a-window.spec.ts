import { expect, type Page } from '@playwright/test'
import { accountOf, authorizationRequests, EDGE, PROD, signInAtDemo } from './support/demo.ts'
import { expectSignedInAs, leaveForIssuer, loginDialog, pagePath, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story.use({ fairleadOptions: { flags: ['-sign-in-popup'] } })

const BELOW = '/pods?namespace=tracking&note=a%2Fb#row=x'

async function openWindow(page: Page, cluster: string, below?: string): Promise<Page> {
  const [opened] = await Promise.all([page.waitForEvent('popup'), leaveForIssuer(page, cluster, below)])
  return opened
}

const closed = (opened: Page) => expect.poll(() => opened.isClosed()).toBe(true)

story('the window closes itself, and the page goes on where it was', async ({ page, fairlead }) => {
  const ada = accountOf(fairlead.demo, 'ada')
  const opened = await openWindow(page, PROD, BELOW)
  const navigations: string[] = []
  page.on('framenavigated', (frame) => navigations.push(frame.url()))
  await expect(loginDialog(page, PROD).getByRole('status')).toContainText('Sign in there')
  await signInAtDemo(opened, ada)
  await closed(opened)
  await expect(podRow(page, /tracking-api/).first()).toBeVisible()
  await expectSignedInAs(page, ada.email)
  expect(navigations, 'the page has not moved').toEqual([])
  expect(page.url()).toBe(fairlead.url + pagePath(PROD) + BELOW)

  await page.goto('/')
  const next = page.waitForEvent('popup')
  await page.getByRole('button', { name: `Sign in to ${EDGE}` }).click()
  await (await next).getByRole('button', { name: 'Allow' }).click()
  await closed(await next)
  await expect(page.getByRole('listitem', { name: EDGE })).toContainText(`Signed in as ${ada.email}`)
  expect(page.url(), 'the board is where one was').toBe(`${fairlead.url}/`)
})

story(
  'where the browser opens no window, the page itself goes and comes back',
  async ({ page, fairlead }) => {
    await page.addInitScript(() => {
      window.open = () => null
    })
    await leaveForIssuer(page, PROD, BELOW)
    await page.waitForURL(`${fairlead.demo.issuerUrl}/**`)
    await signInAtDemo(page, accountOf(fairlead.demo, 'ada'))
    await expect(podRow(page, /tracking-api/).first()).toBeVisible()
    expect(page.url()).toBe(fairlead.url + pagePath(PROD) + BELOW)
  },
)

story('a window that is closed is noticed, and there are other ways on', async ({ page, fairlead }) => {
  const dialog = loginDialog(page, PROD)
  const refusing = await openWindow(page, PROD)
  await refusing.getByRole('button', { name: 'Cancel' }).click()
  await closed(refusing)
  await expect(dialog.getByRole('alert')).toContainText('ISSUER_REFUSED')

  const cancelled = await openWindow(page, PROD)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await closed(cancelled)
  await expect(dialog.getByRole('button', { name: 'Sign in', exact: true })).toBeFocused()

  const left = await openWindow(page, PROD)
  await left.close()
  await expect(dialog.getByRole('status')).toContainText('The window seems to be closed')
  const again = page.waitForEvent('popup')
  await dialog.getByRole('button', { name: 'Open the window again' }).click()
  await (await again).close()
  await dialog.getByRole('button', { name: 'Sign in on this page instead' }).click()
  await signInAtDemo(page, accountOf(fairlead.demo, 'ada'))
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
})

story(
  'a window that the identity provider cuts off looks closed, and signs in nevertheless',
  async ({ page, context, fairlead }) => {
    const { demo } = fairlead
    await context.route(`${demo.issuerUrl}/**`, async (route) => {
      const response = await route.fetch({ maxRedirects: 0 })
      const headers = { ...response.headers(), 'cross-origin-opener-policy': 'same-origin' }
      await route.fulfill({ response, headers })
    })
    const before = authorizationRequests(demo)
    const opened = await openWindow(page, PROD)
    await expect(loginDialog(page, PROD).getByRole('status')).toContainText('seems to be closed')
    await signInAtDemo(opened, accountOf(demo, 'ada'))
    await expect(podRow(page, /allocator-/).first()).toBeVisible()
    await closed(opened)
    expect(authorizationRequests(demo)).toBe(before + 1)
  },
)
