import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Request } from 'playwright'
import { signIn } from '../e2e/support/demo.ts'
import { pagePath, podRow } from '../e2e/support/fairlead-page.ts'
import { isTokenRequest } from '../e2e/support/record-requests.ts'
import type { Demo } from '../src/demo/start-demo.ts'

const TABS = 4
/** Renewed in its last quarter. */
const SHORT_LIFE_S = 16

/** Token requests of a new tab until it is signed in to as many clusters as share an OIDC client. */
export async function countForRestore(
  context: BrowserContext,
  demo: Demo,
  { cluster, sharing }: { cluster: string; sharing: number },
): Promise<number> {
  const page = await context.newPage()
  await signIn(page, demo, cluster)
  await page.close()

  const requests = tokenRequestsOf(context)
  const board = await context.newPage()
  await board.goto('/')
  await board
    .getByRole('listitem')
    .filter({ hasText: 'Signed in as' })
    .nth(sharing - 1)
    .waitFor()
  return requests.length
}

/** Token requests of all tabs for one renewal, and in how many tabs. */
export async function countForRenewal(
  context: BrowserContext,
  demo: Demo,
  cluster: string,
): Promise<{ requests: number; tabs: number }> {
  demo.issuer.setIdTokenTtlS(SHORT_LIFE_S)
  for (let tab = 0; tab < TABS; tab += 1) {
    const page = await context.newPage()
    if (tab === 0) await signIn(page, demo, cluster)
    else await page.goto(`${pagePath(cluster)}/pods`)
    await podRow(page, /Running/)
      .first()
      .waitFor()
  }
  const requests = tokenRequestsOf(context)
  await context.waitForEvent('request', { predicate: asksForTokens, timeout: SHORT_LIFE_S * 1000 })
  await wait((SHORT_LIFE_S / 2) * 1000) // the next one is due later
  return { requests: requests.length, tabs: TABS }
}

function tokenRequestsOf(context: BrowserContext): readonly Request[] {
  const requests: Request[] = []
  context.on('request', (request) => {
    if (asksForTokens(request)) requests.push(request)
  })
  return requests
}

const asksForTokens = (request: Request) =>
  isTokenRequest({ method: request.method(), url: new URL(request.url()) })
