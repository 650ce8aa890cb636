import type { BrowserContext, Page } from 'playwright'
import { signIn } from '../e2e/support/demo.ts'
import { openAccountMenu, pagePath, podRow } from '../e2e/support/fairlead-page.ts'
import type { Demo } from '../src/demo/start-demo.ts'

/**
 * How long a sign-out takes to show in its own tab, and in another one, from the click on.
 *
 * @param context in which nobody has signed in yet
 */
export async function measureSignOut(
  context: BrowserContext,
  demo: Demo,
  cluster: string,
): Promise<{ hereMs: number; thereMs: number }> {
  const page = await context.newPage()
  await signIn(page, demo, cluster)
  const other = await context.newPage()
  await other.goto(`${pagePath(cluster)}/pods`)
  await podRow(other, /Running/)
    .first()
    .waitFor()

  await openAccountMenu(page)
  await page.getByRole('button', { name: 'Sign out…' }).click()
  const choice = page.getByRole('dialog', { name: /^Sign out of / })
  await choice.waitFor()
  const moments = Promise.all([clickMs(page), dialogMs(page, false), dialogMs(other, true)])
  await choice.getByRole('button', { name: 'Sign out', exact: true }).click()
  const [clickedAtMs, hereAtMs, thereAtMs] = await moments
  return { hereMs: hereAtMs - clickedAtMs, thereMs: thereAtMs - clickedAtMs }
}

/** When the page is clicked on next, Unix milliseconds. */
const clickMs = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const note = () => resolve(performance.timeOrigin + performance.now())
        addEventListener('click', note, { capture: true, once: true })
      }),
  )

/** When the page's only dialog opens, or is gone, Unix milliseconds. */
const dialogMs = (page: Page, opens: boolean): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if ((document.querySelector('dialog[open]') !== null) !== wanted) return
          observer.disconnect()
          resolve(performance.timeOrigin + performance.now())
        })
        observer.observe(document, { subtree: true, childList: true, attributes: true })
      }),
    opens,
  )
