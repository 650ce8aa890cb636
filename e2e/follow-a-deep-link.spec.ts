import { expect } from '@playwright/test'
import { accountOf, PROD, signIn, signInAtDemo } from './support/demo.ts'
import { leaveForIssuer, pagePath, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story('a deep link outlives the sign-in and a reload, query and fragment too', async ({ page, fairlead }) => {
  const below = '/pods?namespace=tracking&note=a%2Fb%20%26c#row=x&y=%23'
  await leaveForIssuer(page, PROD, below)
  await signInAtDemo(page, accountOf(fairlead.demo, 'ada'))
  await expect(podRow(page, /tracking-api/).first()).toBeVisible()
  expect(page.url()).toBe(fairlead.url + pagePath(PROD) + below)
  await page.reload()
  await expect(podRow(page, /tracking-api/).first()).toBeVisible()
  expect(page.url()).toBe(fairlead.url + pagePath(PROD) + below)
})

story('neither back nor forward leads to the callback', async ({ page, fairlead }) => {
  await page.goto('/')
  await signIn(page, fairlead.demo, PROD)
  const visited: string[] = []
  page.on('framenavigated', (frame) => visited.push(frame.url()))
  const start = `${fairlead.url}/`
  while (page.url() !== start) await page.goBack()
  await expect(page.getByRole('heading', { name: 'Clusters' })).toBeVisible()
  while (!page.url().endsWith('/pods')) await page.goForward()
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
  expect(visited.length).toBeGreaterThan(1)
  expect(visited.filter((url) => url.includes('/oidc-callback'))).toEqual([])
})

story('a return path that somebody has tampered with leads home', async ({ page, context, fairlead }) => {
  const { demo, url } = fairlead
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (![url, demo.issuerUrl].includes(new URL(request.url()).origin)) elsewhere.push(request.url())
  })
  const accomplice = await context.newPage()
  await accomplice.goto('/')
  for (const returnTo of [
    '//evil.example/',
    '/\\evil.example',
    'javascript:alert(1)',
    `${url}@evil.example/`,
  ]) {
    await context.clearCookies()
    await leaveForIssuer(page, PROD)
    await page.waitForURL(`${demo.issuerUrl}/**`)
    expect(await accomplice.evaluate(tamper, returnTo), 'attempts that were changed').toBe(1)
    await signInAtDemo(page, accountOf(demo, 'ada'))
    await expect(page.getByRole('listitem', { name: PROD })).toContainText('Signed in as')
    expect(page.url()).toBe(`${url}/`)
  }
  expect(elsewhere).toEqual([])
})

/** @returns how many attempts were there */
function tamper(returnTo: string): number {
  const attempts = Object.entries(localStorage).filter(([, stored]: [string, string]) =>
    stored.includes('"returnTo"'),
  )
  for (const [name, stored] of attempts as [string, string][]) {
    const attempt = JSON.parse(stored) as { data: object }
    localStorage.setItem(name, JSON.stringify({ ...attempt, data: { ...attempt.data, returnTo } }))
  }
  return attempts.length
}
