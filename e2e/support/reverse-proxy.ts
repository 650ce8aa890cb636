import { once } from 'node:events'
import {
  createServer as createHttpServer,
  request as sendRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { pipeline } from 'node:stream'

/** A request that has reached a replica with its headers, and is held before its body. */
export interface HeldRequest {
  readonly replica: number
  release(): void
}

export interface ReverseProxy {
  /** The replica that got the last request whose path and query match. */
  lastReplicaOf(path: RegExp): number | undefined
  /** Holds the next request whose path and query match. */
  holdNext(path: RegExp): Promise<HeldRequest>
  close(): Promise<void>
}

const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding']

/**
 * A load balancer as people put in front of services: each request goes to the next replica in the round, and to
 * another one where a replica cannot be reached. What has been sent to a replica is not sent again: that may not be
 * wanted twice.
 *
 * @param options.certificate with it, TLS ends here
 * @param options.keepsHost false: `Host` names the replica, and only `X-Forwarded-Host` what was asked for
 */
export async function startReverseProxy(options: {
  readonly port: number
  readonly replicaPorts: readonly number[]
  readonly certificate?: { readonly cert: string; readonly key: string }
  readonly keepsHost: boolean
}): Promise<ReverseProxy> {
  const { port, replicaPorts, certificate, keepsHost } = options
  const passed: { path: string; replica: number }[] = []
  const holds: { path: RegExp; hold(held: HeldRequest): void }[] = []
  let round = 0

  async function connectToReplica(): Promise<{ socket: Socket; replica: number } | undefined> {
    const first = round++
    for (let attempt = 0; attempt < replicaPorts.length; attempt++) {
      const replica = (first + attempt) % replicaPorts.length
      const socket = connect(replicaPorts[replica] ?? 0, 'localhost')
      const isConnected = await once(socket, 'connect').then(
        () => true,
        () => false,
      )
      if (isConnected) return { socket, replica }
    }
    return undefined
  }

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const upstream = await connectToReplica()
    if (upstream === undefined) return badGateway(response)
    const { socket, replica } = upstream
    const path = request.url ?? '/'
    passed.push({ path, replica })
    const outgoing = sendRequest({
      createConnection: () => socket,
      method: request.method,
      path,
      headers: forwardedHeaders(request, certificate ? 'https' : 'http', keepsHost, socket),
    })
    outgoing.on('error', () => badGateway(response))
    outgoing.on('response', (incoming) => {
      response.writeHead(incoming.statusCode ?? 502, withoutHopByHop(incoming.headers))
      response.flushHeaders()
      pipeline(incoming, response, () => undefined)
    })
    response.on('close', () => outgoing.destroy())
    await heldBack(path, replica, () => outgoing.flushHeaders())
    request.pipe(outgoing)
  }

  async function heldBack(path: string, replica: number, sendHeaders: () => void): Promise<void> {
    const index = holds.findIndex((each) => each.path.test(path))
    const [held] = index === -1 ? [] : holds.splice(index, 1)
    if (held === undefined) return
    sendHeaders()
    await new Promise<void>((release) => held.hold({ replica, release }))
  }

  const answer: RequestListener = (request, response) => void pass(request, response)
  const server = certificate ? createHttpsServer(certificate, answer) : createHttpServer(answer)
  server.listen(port, 'localhost')
  await once(server, 'listening')
  return {
    lastReplicaOf: (path) => passed.findLast((each) => path.test(each.path))?.replica,
    holdNext: (path) => new Promise((hold) => holds.push({ path, hold })),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function forwardedHeaders(
  { headers, socket: { remoteAddress = '' } }: IncomingMessage,
  protocol: string,
  keepsHost: boolean,
  upstream: Socket,
): IncomingHttpHeaders {
  const { host = '', 'x-forwarded-for': before } = headers
  return {
    ...withoutHopByHop(headers),
    host: keepsHost ? host : `localhost:${upstream.remotePort}`,
    'x-forwarded-for': before === undefined ? remoteAddress : `${String(before)}, ${remoteAddress}`,
    'x-forwarded-proto': protocol,
    'x-forwarded-host': host,
  }
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)))
}

/** Or breaks an answer off that has begun. */
function badGateway(response: ServerResponse): void {
  if (response.headersSent) response.destroy()
  else response.writeHead(502).end('Bad gateway\n')
}
