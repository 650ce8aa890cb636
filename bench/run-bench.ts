// What a person downloads and waits for until they see their pods, on this machine with the demo's clusters.
import { chromium, type BrowserContext } from 'playwright'
import { EDGE, PROD } from '../e2e/support/demo.ts'
import { measureFirstLoad, measureSignIn, type MeasuredSignIn } from '../e2e/support/measure-sign-in.ts'
import { startFairlead, type RunningFairlead } from '../e2e/support/start-fairlead.ts'
import { findChromium } from '../scripts/find-chromium.mjs'
import { countForRenewal, countForRestore } from './count-token-requests.ts'
import { measureList } from './measure-list.ts'
import { measureSignOut } from './measure-sign-out.ts'
import { median } from './median.ts'
import { heading, kilobytes, milliseconds, row } from './report.ts'

const RUNS = 5
/** The demo's own that share an OIDC client, and as many more as make ten. */
const SHARING = { sharing: 10, moreClusters: 8 }
const executablePath = findChromium()?.path

const browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }) })
try {
  await withFairlead({}, reportSignIn)
  await withFairlead({ moreClusters: SHARING.moreClusters }, reportSessions)
} finally {
  await browser.close()
}

async function reportSignIn(fairlead: RunningFairlead): Promise<void> {
  const signIns: MeasuredSignIn[] = []
  for (let run = 0; run < RUNS; run += 1) {
    signIns.push(
      await inContext(fairlead, async (context) => measureSignIn(await context.newPage(), fairlead)),
    )
  }
  const last = signIns.at(-1)
  if (!last) throw new Error('Nothing was measured')
  const inGerman = await inContext(
    fairlead,
    async (context) => measureFirstLoad(await context.newPage(), fairlead, 'Anmelden'),
    'de',
  )
  const { firstLoad } = last
  heading('Before the Sign in button can be pressed')
  row('JavaScript (brotli)', kilobytes(firstLoad.scriptBytes), 'at most 120 KB', '1,531 KB')
  row('the same in German', kilobytes(inGerman.scriptBytes), 'at most 120 KB')
  row('requests', firstLoad.requests, 'at most 6', '24')
  row('the same in German', inGerman.requests)
  row('Kubernetes requests', firstLoad.kubernetesRequests, '0', '8 to 9, all failing')

  heading('From the click to the rows')
  row('requests before the identity provider', last.detours, '0')
  row('authorization requests', last.authorizationRequests, '1')
  row('token requests after the callback', last.tokenRequests, '1')

  const clickToIssuerMs = median(signIns.map((signIn) => signIn.clickToIssuerMs))
  const consentToRowsMs = median(signIns.map((signIn) => signIn.consentToRowsMs))
  heading(`Time, median of ${RUNS} (its person reads and types nothing)`)
  row('click to the identity provider', milliseconds(clickToIssuerMs))
  row('consent to the first rows', milliseconds(consentToRowsMs))
  row('both', milliseconds(clickToIssuerMs + consentToRowsMs))

  const list = await measureList(listUrls(fairlead, last))
  heading('The list of pods, median, taken in turns')
  row('straight from the API server', milliseconds(list.directMs))
  row('through Fairlead', milliseconds(list.fairleadMs))
  row('ratio', (list.fairleadMs / list.directMs).toFixed(2))
}

async function reportSessions(fairlead: RunningFairlead): Promise<void> {
  const { demo } = fairlead
  const here: number[] = []
  const there: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const signOut = await inContext(fairlead, (context) => measureSignOut(context, demo, PROD))
    here.push(signOut.hereMs)
    there.push(signOut.thereMs)
  }
  heading(`From the click on Sign out until it shows, median of ${RUNS}`)
  row('in the same tab', milliseconds(median(here)))
  row('in another tab', milliseconds(median(there)), 'at most 200 ms')
  row('ratio', (median(there) / median(here)).toFixed(1))

  const restore = { cluster: PROD, sharing: SHARING.sharing }
  const forRestore = await inContext(fairlead, (context) => countForRestore(context, demo, restore))
  const forRenewal = await inContext(fairlead, (context) => countForRenewal(context, demo, EDGE))
  heading('Token requests')
  row(`a reload with ${SHARING.sharing} clusters of one client`, forRestore, '1')
  row(`a renewal with ${forRenewal.tabs} tabs open`, forRenewal.requests, '1')
}

/** The same list from the API server itself. */
function listUrls({ url, demo }: RunningFairlead, { list: { path, bearer } }: MeasuredSignIn) {
  const [cluster] = demo.clusters
  if (!cluster) throw new Error('The demo has no cluster')
  const directUrl = cluster.url.replace(/\/$/, '') + path.replace(/^\/clusters\/[^/]+/, '')
  return { directUrl, fairleadUrl: url + path, bearer }
}

async function withFairlead(
  options: Parameters<typeof startFairlead>[0],
  use: (fairlead: RunningFairlead) => Promise<void>,
): Promise<void> {
  const fairlead = await startFairlead(options)
  await use(fairlead).finally(() => fairlead.stop())
}

/** With nothing cached, and nobody signed in. */
async function inContext<T>(
  { url }: RunningFairlead,
  use: (context: BrowserContext) => Promise<T>,
  locale = 'en',
): Promise<T> {
  const context = await browser.newContext({ baseURL: url, locale })
  return use(context).finally(() => context.close())
}
