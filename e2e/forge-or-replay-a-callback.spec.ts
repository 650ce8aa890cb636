import { expect, type Page } from '@playwright/test'
import { RELAY_HEADER } from '../src/contract/relay.ts'
import { accountOf, PROD, signInAtDemo, tokenRequests } from './support/demo.ts'
import { expectSignedInAs, leaveForIssuer, pagePath, podRow } from './support/fairlead-page.ts'
import type { RunningFairlead } from './support/start-fairlead.ts'
import { story } from './support/story.ts'

story('a callback that nobody here asked for signs nobody in', async ({ page, fairlead }) => {
  const before = tokenRequests(fairlead.demo)
  await page.goto('/oidc-callback?code=made-up&state=made-up')
  await expect(page.getByText('ATTEMPT_UNKNOWN')).toBeVisible()
  expect(tokenRequests(fairlead.demo)).toBe(before)
  expect(page.url(), 'the code is gone from the address').not.toContain('made-up')
  await page.getByRole('link', { name: 'Back to clusters' }).click()
  await expect(page.getByRole('heading', { name: 'Clusters' })).toBeVisible()
})

story('a callback works once', async ({ page, fairlead }) => {
  const { demo } = fairlead
  const callback = page.waitForRequest((request) =>
    request.url().startsWith(`${fairlead.url}/oidc-callback?`),
  )
  await leaveForIssuer(page, PROD)
  await signInAtDemo(page, accountOf(demo, 'ada'))
  await expectSignedInAs(page, accountOf(demo, 'ada').email)

  const exchanges = countCodeExchanges(page)
  await page.goto((await callback).url())
  await expect(page.getByText('ATTEMPT_UNKNOWN')).toBeVisible()
  expect(exchanges()).toBe(0)
  await page.goto(`${pagePath(PROD)}/pods`)
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
})

story(
  'a stolen callback and code verifier are worthless in another browser',
  async ({ page, browser, fairlead }) => {
    const { demo } = fairlead
    const relay = new Promise<string>((resolve) =>
      page.on('response', async (response) => {
        if (response.url() !== `${fairlead.url}/config`) return
        const config = (await response.json()) as {
          clusters: { name: string; signIn: { clientKey: string } }[]
        }
        resolve(`/oidc/${config.clusters.find(({ name }) => name === PROD)?.signIn.clientKey}/token`)
      }),
    )
    await leaveForIssuer(page, PROD)
    await page.getByRole('button', { name: accountOf(demo, 'ada').fullName }).click()
    const callback = await stealCallback(page, fairlead)

    const thief = await (await browser.newContext()).newPage()
    await thief.goto(callback.href)
    await expect(thief.getByText('ATTEMPT_UNKNOWN')).toBeVisible()

    const codeVerifier = await storedCodeVerifier(page, fairlead.url)
    const answer = await thief.evaluate(
      async ({ path, header, form }) => {
        const response = await fetch(path, {
          method: 'POST',
          headers: { [header]: '1', 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(form),
        })
        return { status: response.status, error: ((await response.json()) as { error: string }).error }
      },
      {
        path: await relay,
        header: RELAY_HEADER,
        form: {
          grant_type: 'authorization_code',
          code: callback.searchParams.get('code') ?? '',
          code_verifier: codeVerifier,
          redirect_uri: `${fairlead.url}/oidc-callback`,
        },
      },
    )
    expect(answer).toEqual({ status: 400, error: 'NONCE_MISMATCH' })
    await thief.context().close()
  },
)

/** Presses Allow, and keeps the address that the identity provider sends the browser to from ever being opened. */
async function stealCallback(page: Page, { url, demo }: RunningFairlead): Promise<URL> {
  const stolen = Promise.withResolvers<URL>()
  await page.route(`${demo.issuerUrl}/**`, async (route) => {
    let response = await route.fetch({ maxRedirects: 0 })
    let location = response.headers()['location'] ?? ''
    while (!location.startsWith(`${url}/oidc-callback`)) {
      response = await page.request.get(new URL(location, demo.issuerUrl).href, { maxRedirects: 0 })
      location = response.headers()['location'] ?? ''
    }
    stolen.resolve(new URL(location))
    await route.abort()
  })
  await page.getByRole('button', { name: 'Allow' }).click()
  return stolen.promise
}

function countCodeExchanges(page: Page): () => number {
  let count = 0
  page.on('request', (request) => {
    if (request.postData()?.includes('grant_type=authorization_code')) count += 1
  })
  return () => count
}

async function storedCodeVerifier(page: Page, origin: string): Promise<string> {
  const { origins } = await page.context().storageState()
  const stored = origins.find((each) => each.origin === origin)?.localStorage ?? []
  const verifier = stored.map(({ value }) => /"code_verifier":"([^"]+)"/.exec(value)?.[1]).find(Boolean)
  if (!verifier) throw new Error('No attempt is stored')
  return verifier
}
