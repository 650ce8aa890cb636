import type { Locator, Page } from '@playwright/test'
import { clusterNameSchema } from '../../src/contract/cluster-name.ts'
import { clusterPagePath } from '../../src/contract/paths.ts'
import { isKubernetesRequest, isTokenRequest, recordRequests, type RequestRecord } from './record-requests.ts'
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
export async function measureSignIn(page: Page, fairlead: RunningFairlead): Promise<MeasuredSignIn> {
  const { url, demo } = fairlead
  const [account] = demo.accounts
  if (!account) throw new Error('The demo has no account')
  const record = recordRequests(page)
  const listRequest = page.waitForRequest((request) =>
    /^\/clusters\/[^/]+\/api\/v1\/pods$/.test(pathOf(request.url())),
  )

  const button = signInButton(page, 'Sign in')
  const firstLoad = await loadUntil(button, firstClusterUrl(fairlead), record)

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

/**
 * Opens the page of the demo's first cluster, in a page that has loaded nothing yet.
 *
 * @param label of the button in the page's language
 */
export function measureFirstLoad(page: Page, fairlead: RunningFairlead, label: string): Promise<FirstLoad> {
  return loadUntil(signInButton(page, label), firstClusterUrl(fairlead), recordRequests(page))
}

const signInButton = (page: Page, label: string) =>
  page.getByRole('dialog').getByRole('button', { name: label, exact: true })

function firstClusterUrl({ url, demo }: RunningFairlead): string {
  const [cluster] = demo.clusters
  if (!cluster) throw new Error('The demo has no cluster')
  return `${url}${clusterPagePath(clusterNameSchema.parse(cluster.name))}/pods`
}

async function loadUntil(button: Locator, url: string, record: RequestRecord): Promise<FirstLoad> {
  await button.page().goto(url)
  await button.click({ trial: true }) // returns as soon as it could be pressed
  const before = [...record.requests]
  return {
    requests: before.length,
    scriptBytes: await record.scriptBytes(),
    kubernetesRequests: before.filter(isKubernetesRequest).length,
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
