import { expect, type Page } from '@playwright/test'
import { first as german } from '../src/browser/messages/de/first.ts'
import { later as germanLater } from '../src/browser/messages/de/later.ts'
import { first as english } from '../src/browser/messages/en/first.ts'
import { later as englishLater } from '../src/browser/messages/en/later.ts'
import { accountOf, PROD, signInAtDemo } from './support/demo.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { pagePath, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story.use({ locale: 'de-AT' })

const GERMAN = new Set(sentences([german, germanLater]))
const ENGLISH_ONLY = sentences([english, englishLater]).filter((sentence) => !GERMAN.has(sentence))

story('all that one meets is in German where the browser asks for it', async ({ page, fairlead }) => {
  const { clusters, dialog: words } = german
  const { signOut: signingOut, tokenForm } = germanLater
  await page.goto(`${pagePath(PROD)}/pods`)
  const dialog = page.getByRole('dialog', { name: words.title(PROD) })
  await expect(dialog).toBeVisible()
  await expectGerman(page)
  await dialog.getByRole('button', { name: words.useToken }).click()
  await dialog.getByLabel(tokenForm.label).fill('kein Token')
  await expect(dialog.getByRole('alert')).toHaveText(tokenForm.faults['no-token'])
  await expectGerman(page)
  await dialog.getByRole('button', { name: tokenForm.cancel }).click()
  await dialog.getByRole('button', { name: words.signIn, exact: true }).click()
  await signInAtDemo(page, accountOf(fairlead.demo, 'ada'))
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
  await page.getByRole('button', { name: /^Konto: ada@/ }).click()
  await expect(page.getByText(german.shell.sessionEnd.possible)).toBeVisible()
  await expectGerman(page)

  await page.goto('/')
  const prod = page.getByRole('listitem', { name: PROD })
  await expect(prod).toContainText(clusters.signedInAs('ada@harbour.example'))
  await expect(prod).toContainText(/Erreichbar seit \d/)
  await expectGerman(page)
  await expectAccessible(page)

  await prod.getByRole('button', { name: clusters.signOutOf(PROD) }).click()
  const signOut = page.getByRole('dialog', { name: signingOut.titleOf(PROD) })
  await expect(signOut).toBeVisible()
  await expectGerman(page)
  await signOut.getByRole('button', { name: signingOut.signOut, exact: true }).click()
  const row = (what: string) => page.getByRole('row', { name: what })
  await expect(row(signingOut.what.refreshToken)).toContainText(signingOut.refreshToken.revoked.state)
  await expect(row(signingOut.what.bearer)).toContainText(/ \d\d:\d\d/)
  await expectGerman(page)
  await expectAccessible(page)
})

story('another language can be chosen, and stays', async ({ page, context }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sprache' }).click()
  await page.getByRole('radio', { name: 'English' }).check()
  await expect(page.getByRole('heading', { name: 'Clusters' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')

  const other = await context.newPage()
  await other.goto(`${pagePath(PROD)}/pods`)
  await expect(other.getByRole('dialog', { name: `Sign in to ${PROD}` })).toBeVisible()
  await expect(other.locator('html')).toHaveAttribute('lang', 'en')
})

async function expectGerman(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  const text = await page.locator('body').innerText()
  const labels = await page.locator('[aria-label]').evaluateAll((all) => all.map((each) => each.ariaLabel))
  const said = `${text}\n${labels.join('\n')}`
  expect(ENGLISH_ONLY.filter((sentence) => said.includes(sentence))).toEqual([])
}

/** All that a catalogue says by itself, without what depends on names and numbers. */
function sentences(catalogue: unknown): string[] {
  if (typeof catalogue === 'string') return catalogue.length > 5 ? [catalogue] : []
  if (typeof catalogue !== 'object' || catalogue === null) return []
  return Object.values(catalogue).flatMap(sentences)
}
