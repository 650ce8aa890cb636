import { expect, type Page } from '@playwright/test'
import { story } from './support/story.ts'

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
const isDark = (color: string) => (color.match(/\d+/g) ?? []).slice(0, 3).every((part) => Number(part) < 80)

story('the chosen colour scheme is there before the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/')
  expect(isDark(await background(page))).toBe(false)
  await page.getByRole('button', { name: 'Colour scheme' }).click()
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect.poll(async () => isDark(await background(page))).toBe(true)

  // The app itself is held back: what shows now is what a slow network shows.
  await page.route('**/assets/*.js', () => undefined)
  await page.goto('/', { waitUntil: 'commit' })
  await page.locator('#app').waitFor({ state: 'attached' })
  await expect.poll(async () => isDark(await background(page))).toBe(true)
})

story('without a choice the system decides', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/')
  await expect.poll(async () => isDark(await background(page))).toBe(true)
})
