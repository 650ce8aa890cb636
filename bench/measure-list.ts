import { median } from './median.ts'

const RUNS = 30
/** What a browser asks for: the rows as the server would print them. */
const ACCEPT = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'

/** How long one list takes straight from the API server, and through Fairlead: medians, taken in turns. */
export async function measureList(list: {
  directUrl: string
  fairleadUrl: string
  bearer: string
}): Promise<{ directMs: number; fairleadMs: number }> {
  const direct: number[] = []
  const fairlead: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    direct.push(await fetchMs(list.directUrl, list.bearer))
    fairlead.push(await fetchMs(list.fairleadUrl, list.bearer))
  }
  return { directMs: median(direct), fairleadMs: median(fairlead) }
}

async function fetchMs(url: string, authorization: string): Promise<number> {
  const startMs = performance.now()
  const response = await fetch(url, { headers: { authorization, accept: ACCEPT } })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`)
  return performance.now() - startMs
}
