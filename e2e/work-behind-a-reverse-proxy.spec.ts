import { expect } from '@playwright/test'
import { RELAY_HEADER } from '../src/contract/relay.ts'
import { accountOf, authorizationRequests, PROD, signInAtDemo } from './support/demo.ts'
import {
  apiPath,
  expectSignedInAs,
  loginDialog,
  pagePath,
  podRow,
  signedOutHeading,
  signOut,
} from './support/fairlead-page.ts'
import { replicasStory as story } from './support/replicas-story.ts'

const BASE_URL = '/fairlead'
const BELOW = '/pods?namespace=tracking&note=a%2Fb%20%26c#row=x&y=%23'

const WAYS: [name: string, flags: (origin: string) => readonly string[]][] = [
  ['a public URL', (origin) => ['-public-url', origin]],
  ['trusted proxies', () => ['-trusted-proxies', '127.0.0.1,::1']],
]

for (const [name, flags] of WAYS) {
  story.describe(`below a path, behind a proxy that ends TLS, with ${name}`, () => {
    story.use({ replicasOptions: { baseUrl: BASE_URL, tls: true, flags }, ignoreHTTPSErrors: true })

    story(
      'one follows a deep link, signs in, reloads, and signs out at the identity provider too',
      async ({ page, context, replicas }) => {
        const { demo, pageUrl } = replicas
        const leaving = page.waitForRequest((each) => each.url().startsWith(`${demo.issuerUrl}/auth?`))
        await page.goto(pageUrl + pagePath(PROD) + BELOW)
        await loginDialog(page, PROD).getByRole('button', { name: 'Sign in', exact: true }).click()
        const { searchParams } = new URL((await leaving).url())
        expect(searchParams.get('redirect_uri')).toBe(`${pageUrl}/oidc-callback`)
        await signInAtDemo(page, accountOf(demo, 'ada'))
        await expect(podRow(page, /tracking-api/).first()).toBeVisible()
        expect(page.url()).toBe(pageUrl + pagePath(PROD) + BELOW)

        const cookies = (await context.cookies()).filter((cookie) => cookie.name.includes('fairlead'))
        expect(new Set(cookies.map(({ path }) => path.split('/').slice(0, 3).join('/')))).toEqual(
          new Set(['/', `${BASE_URL}/oidc`]),
        )
        for (const { name, secure } of cookies) {
          expect({ name, secure }).toEqual({ name: expect.stringMatching(/^__(Host-)?Http-/), secure: true })
        }

        await page.reload()
        await expect(podRow(page, /tracking-api/).first()).toBeVisible()
        await expectSignedInAs(page, accountOf(demo, 'ada').email)
        expect(authorizationRequests(demo), 'no redirect').toBe(1)

        await signOut(page, { atIssuer: true })
        await expect(signedOutHeading(page)).toBeVisible()
        expect(page.url()).toBe(`${pageUrl}/signed-out`)
        await page.goto(`${pageUrl}${pagePath(PROD)}/pods`)
        await expect(loginDialog(page, PROD)).toBeVisible()
      },
    )
  })
}

const FORWARDED = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'elsewhere.example',
  origin: 'https://elsewhere.example',
}

const IGNORANT: typeof WAYS = [
  ['a public URL', (origin) => ['-public-url', origin]],
  ['another trusted proxy', () => ['-trusted-proxies', '192.0.2.0/24']],
  ['nothing set', () => []],
]

for (const [name, flags] of IGNORANT) {
  story.describe(`with ${name}, forwarded headers sent straight to Fairlead`, () => {
    story.use({ replicasOptions: { baseUrl: BASE_URL, flags } })

    story('make no other origin ours', async ({ request, replicas }) => {
      const replica = replicas.replicaUrl(0)
      const relayed = await request.post(`${replica}/oidc/any/token`, {
        headers: { ...FORWARDED, [RELAY_HEADER]: '1' },
        form: { grant_type: 'refresh_token' },
      })
      expect([relayed.status(), await relayed.json()]).toEqual([
        403,
        expect.objectContaining({ error: 'RELAY_ORIGIN_REFUSED' }),
      ])
      for (const path of [`${apiPath(PROD)}/version`, '/reachability']) {
        const refused = await request.get(replica + path, { headers: FORWARDED })
        expect(refused.status(), path).toBe(403)
      }
    })
  })
}
