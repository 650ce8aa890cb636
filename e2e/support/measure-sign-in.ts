import type { Page } from '@playwright/test'
import { clusterNameSchema } from '../../src/contract/cluster-name.ts'
import { clusterPagePath } from '../../src/contract/paths.ts'
import { isKubernetesRequest, isTokenRequest, recordRequests } from './record-requests.ts'
import type { RunningFairlead } from './start-fairlead.ts'

/** What a person downloads before they can press Sign in. */
export interface FirstLoad {
  readonly requests: number
  readonly scriptBytes: number
  readonly kubernetesRequests: number
}

/** What happens from the click on Sign in to the first rows. */
export interface MeasuredSignIn {
  readonly firstLoad: FirstLoad
  /** Requests between the click and the request for the identity provider's page. */
  readonly detours: number
  readonly authorizationRequests: number
  readonly tokenRequests: number
  readonly clickToIssuerMs: number
  readonly consentToRowsMs: number
  /** The list that the rows came from: its path, and the bearer token that it was sent with. */
  readonly list: { readonly path: string; readonly bearer: string }
}

/** Signs in to the demo's first cluster as the one who sees everything, in a page that has loaded nothing yet. */
export async function measureSignIn(page: Page, { url, demo }: RunningFairlead): Promise<MeasuredSignIn> {
  const [account] = demo.accounts
  const [cluster] = demo.clusters
  if (!account || !cluster) throw new Error('The demo has no account or no cluster')
  const record = recordRequests(page)
  const listRequest = page.waitForRequest((request) =>
    /^\/clusters\/[^/]+\/api\/v1\/pods$/.test(pathOf(request.url())),
  )

  await page.goto(`${url}${clusterPagePath(clusterNameSchema.parse(cluster.name))}/pods`)
  const button = page.getByRole('dialog').getByRole('button', { name: 'Sign in', exact: true })
  await button.click({ trial: true }) // returns as soon as it could be pressed
  const before = [...record.requests]
  const firstLoad = {
    requests: before.length,
    scriptBytes: await record.scriptBytes(),
    kubernetesRequests: before.filter(isKubernetesRequest).length,
  }

  const atClick = record.requests.length
  const clickToIssuerMs = await timed(async () => {
    await button.click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })
  const afterClick = record.requests.slice(atClick)
  const isAuthorization = ({ href }: URL) =>
    href.startsWith(demo.issuerUrl) && href.includes('code_challenge=')
  const detours = afterClick.findIndex((request) => request.isNavigation && isAuthorization(request.url))

  await page.getByRole('button', { name: account.fullName }).click()
  await page.getByRole('button', { name: 'Allow' }).waitFor()
  const consentToRowsMs = await timed(async () => {
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.getByRole('row', { name: 'Running' }).first().waitFor()
  })
  await page.getByRole('button', { name: /^Account: / }).waitFor()
  const list = await listRequest

  return {
    firstLoad,
    detours,
    authorizationRequests: record.requests.filter(
      ({ isNavigation, url }) => isNavigation && isAuthorization(url),
    ).length,
    tokenRequests: record.requests.filter(isTokenRequest).length,
    clickToIssuerMs,
    consentToRowsMs,
    list: {
      path: list.url().slice(url.length),
      bearer: list.headers()['authorization'] ?? '',
    },
  }
}

function pathOf(url: string): string {
  return new URL(url).pathname
}

async function timed(action: () => Promise<void>): Promise<number> {
  const startMs = performance.now()
  await action()
  return performance.now() - startMs
}
