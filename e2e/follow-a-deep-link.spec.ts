import { expect } from '@playwright/test'
import { accountOf, PROD, signInAtDemo } from './support/demo.ts'
import { leaveForIssuer, pagePath, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story('a deep link outlives the sign-in, query and fragment too', async ({ page, fairlead }) => {
  const below = '/pods?namespace=tracking&note=a%2Fb%20%26c#row=x&y=%23'
  await leaveForIssuer(page, PROD, below)
  await signInAtDemo(page, accountOf(fairlead.demo, 'ada'))
  await expect(podRow(page, /tracking-api/).first()).toBeVisible()
  expect(page.url()).toBe(fairlead.url + pagePath(PROD) + below)
})

story('the back button does not lead to the callback', async ({ page, fairlead }) => {
  await page.goto('/')
  await leaveForIssuer(page, PROD)
  await signInAtDemo(page, accountOf(fairlead.demo, 'ada'))
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
  const visited: string[] = []
  page.on('framenavigated', (frame) => visited.push(frame.url()))
  await page.goBack()
  await expect.poll(() => visited.length).toBeGreaterThan(0)
  expect(visited.filter((url) => url.includes('/oidc-callback'))).toEqual([])
})
