import { expect } from '@playwright/test'
import { accountOf, PROD, signInAtDemo, tokenRequests } from './support/demo.ts'
import { expectSignedInAs, loginDialog, openAccountMenu, pagePath, podRow } from './support/fairlead-page.ts'
import { story } from './support/story.ts'

story('from the list of clusters to a cluster’s pods', async ({ page, fairlead }) => {
  const { demo } = fairlead
  const ada = accountOf(demo, 'ada')
  // The backend's own question whether it is reachable aside.
  const kubernetesRequests = () =>
    demo.clusters.flatMap((cluster) => cluster.requests()).filter(({ path }) => path !== '/version').length
  const kubernetesBefore = kubernetesRequests()
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Clusters' })).toBeVisible()
  expect(kubernetesRequests(), 'no Kubernetes request before sign-in').toBe(kubernetesBefore)

  const tokensBefore = tokenRequests(demo)
  await page.getByRole('button', { name: `Sign in to ${PROD}` }).click()
  await page.waitForURL(`${demo.issuerUrl}/**`)
  await signInAtDemo(page, ada)
  await expect(podRow(page, /allocator-/).first()).toBeVisible()
  await expectSignedInAs(page, ada.email)
  expect(page.url()).toBe(`${fairlead.url}${pagePath(PROD)}/pods`)
  expect(tokenRequests(demo) - tokensBefore, 'exactly one token request').toBe(1)

  await openAccountMenu(page)
  await expect(page.getByText('platform-admins')).toBeVisible()
})

story('going to a cluster without a session opens its dialog', async ({ page, fairlead }) => {
  await page.goto(`${pagePath(PROD)}/pods`)
  const dialog = loginDialog(page, PROD)
  await expect(dialog).toContainText(new URL(fairlead.demo.issuerUrl).host)
  await expect(dialog.getByRole('button', { name: 'Sign in', exact: true })).toBeFocused()
})

story(
  'the authorization request has PKCE with S256, state, nonce and the default scopes',
  async ({ page, fairlead }) => {
    const request = page.waitForRequest((each) => each.url().startsWith(`${fairlead.demo.issuerUrl}/auth?`))
    await page.goto(`${pagePath(PROD)}/pods`)
    await loginDialog(page, PROD).getByRole('button', { name: 'Sign in', exact: true }).click()
    const query = new URL((await request).url()).searchParams
    expect(query.get('response_type')).toBe('code')
    expect(query.get('code_challenge_method')).toBe('S256')
    expect(query.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(query.get('state')?.length).toBeGreaterThan(20)
    expect(query.get('nonce')?.length).toBeGreaterThan(20)
    expect(query.get('scope')?.split(' ')[0]).toBe('openid')
    expect(query.get('redirect_uri')).toBe(`${fairlead.url}/oidc-callback`)
  },
)
