// What a person downloads and waits for until they see their pods, on this machine with the demo's clusters.
import { chromium } from 'playwright'
import { measureSignIn, type MeasuredSignIn } from '../e2e/support/measure-sign-in.ts'
import { startFairlead } from '../e2e/support/start-fairlead.ts'
import { findChromium } from '../scripts/find-chromium.mjs'
import { measureList } from './measure-list.ts'
import { median } from './median.ts'

const RUNS = 5
const executablePath = findChromium()?.path

const fairlead = await startFairlead()
const browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }) })
try {
  const signIns: MeasuredSignIn[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const context = await browser.newContext()
    signIns.push(await measureSignIn(await context.newPage(), fairlead))
    await context.close()
  }
  const last = signIns.at(-1)
  const [cluster] = fairlead.demo.clusters
  if (!last || !cluster) throw new Error('Nothing was measured')
  const { path, bearer } = last.list
  const directUrl = cluster.url.replace(/\/$/, '') + path.replace(/^\/clusters\/[^/]+/, '')
  print(signIns, last, await measureList({ directUrl, fairleadUrl: fairlead.url + path, bearer }))
} finally {
  await browser.close()
  await fairlead.stop()
}

function print(
  signIns: readonly MeasuredSignIn[],
  { firstLoad, ...counted }: MeasuredSignIn,
  list: { directMs: number; fairleadMs: number },
): void {
  const clickToIssuerMs = median(signIns.map((signIn) => signIn.clickToIssuerMs))
  const consentToRowsMs = median(signIns.map((signIn) => signIn.consentToRowsMs))
  const kilobytes = `${(firstLoad.scriptBytes / 1000).toFixed(1)} KB`
  console.log('Before the Sign in button can be pressed')
  row('JavaScript (brotli)', kilobytes, 'at most 120 KB', '1,531 KB')
  row('requests', firstLoad.requests, 'at most 6', '24')
  row('Kubernetes requests', firstLoad.kubernetesRequests, '0', '8 to 9, all failing')
  console.log('\nFrom the click to the rows')
  row('requests before the identity provider', counted.detours, '0')
  row('authorization requests', counted.authorizationRequests, '1')
  row('token requests after the callback', counted.tokenRequests, '1')
  console.log(`\nTime, median of ${RUNS} (its person reads and types nothing)`)
  row('click to the identity provider', milliseconds(clickToIssuerMs))
  row('consent to the first rows', milliseconds(consentToRowsMs))
  row('both', milliseconds(clickToIssuerMs + consentToRowsMs))
  console.log('\nThe list of pods, median, taken in turns')
  row('straight from the API server', milliseconds(list.directMs))
  row('through Fairlead', milliseconds(list.fairleadMs))
  row('ratio', (list.fairleadMs / list.directMs).toFixed(2))
}

function row(name: string, value: string | number, budget = '', headlamp = ''): void {
  const compared = headlamp && `Headlamp 0.45: ${headlamp}`
  const columns = [
    name.padEnd(40),
    String(value).padStart(10),
    (budget && `(${budget})`).padEnd(18),
    compared,
  ]
  console.log(`  ${columns.join('  ')}`.trimEnd())
}

function milliseconds(durationMs: number): string {
  return `${durationMs.toFixed(durationMs < 10 ? 1 : 0)} ms`
}
