import { createServer } from 'node:net'

/** Below the range from which systems take the ports of outgoing connections, so that none of those takes ours. */
const FIRST_PORT = 20_000
const LAST_PORT = 30_000

/** Ports of 127.0.0.1 that nothing listens on right now, from a random start so that two runs rarely meet. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports: number[] = []
  let candidate = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT - count * 10))
  while (ports.length < count && candidate < LAST_PORT) {
    if (await isFree(candidate)) ports.push(candidate)
    candidate += 1
  }
  if (ports.length < count)
    throw new Error(`Found no ${count} free ports between ${FIRST_PORT} and ${LAST_PORT}`)
  return ports
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
