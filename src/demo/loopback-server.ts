import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const LOOPBACK = '127.0.0.1'

/** As large as the backend lets them be: bearer tokens with many groups are long. */
const MAX_HEADER_BYTES = 64 * 1024

export interface LoopbackServer {
  /** Such as `http://127.0.0.1:4470`, without a slash at its end. */
  readonly url: string
  /** Ends what is open and refuses connections, until {@link resume} listens on the same port again. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Ends open requests too, so that a watch holds nobody up. */
  close(): Promise<void>
}

/**
 * Listens on loopback only, on the port asked for, or on a free one where that port is taken.
 *
 * @param answer makes the listener once the address is known, since an issuer must know its own name
 */
export async function startLoopbackServer(
  port: number,
  answer: (url: string) => RequestListener | Promise<RequestListener>,
): Promise<LoopbackServer> {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES })
  try {
    await listen(server, port)
  } catch (cause) {
    if (!isTaken(cause)) throw cause
    await listen(server, 0)
  }
  const { port: ownPort } = server.address() as AddressInfo
  const url = `http://${LOOPBACK}:${ownPort}`
  server.on('request', await answer(url))
  return {
    url,
    pause: () => close(server),
    resume: async () => (server.listening ? undefined : listen(server, ownPort)),
    close: () => close(server),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function isTaken(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'EADDRINUSE' || cause.code === 'EACCES')
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
