import { ServerResponse, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Dispatcher } from 'undici'
import { upgradeHeaders } from './forwarded-headers.ts'
import type { ResponseForwarder } from './forward-response.ts'
import { spliceSockets } from './splice-sockets.ts'

const ANSWER_HEADERS = ['sec-websocket-accept', 'sec-websocket-protocol', 'sec-websocket-extensions']

/** A response for a socket that Node took out of its request handling: for everything but a switch of protocols. */
export function responseTo(request: IncomingMessage, socket: Socket): ServerResponse {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.on('finish', () => socket.destroySoon())
  return response
}

/** What a WebSocket handshake has on its way in: Node's `upgrade` event, with a response for a refusal. */
export interface Handshake {
  readonly request: IncomingMessage
  readonly socket: Socket
  readonly head: Buffer
  readonly response: ServerResponse
}

/**
 * Carries a WebSocket handshake to an API server and joins the two connections when it agrees. A refusal passes on as
 * an ordinary answer.
 *
 * @see RFC 6455, section 4
 */
export function forwardUpgrade(
  { request, socket, head, response }: Handshake,
  upstream: { dispatcher: Dispatcher; origin: string; path: string },
  forwarder: ResponseForwarder,
): void {
  const stopWatching = endWithClient(socket)
  const handler: Dispatcher.DispatchHandler = {
    ...forwarder.handler,
    onRequestUpgrade(_controller, _status, headers, upstreamSocket) {
      stopWatching()
      response.detachSocket(socket)
      socket.write(switchingProtocols(headers))
      upstreamSocket.write(head)
      spliceSockets(socket, upstreamSocket as Socket)
    },
  }
  const { dispatcher, origin, path } = upstream
  const headers = upgradeHeaders(request.headers)
  dispatcher.dispatch({ origin, path, method: 'GET', headers, upgrade: 'websocket' }, handler)
}

/**
 * A socket that nobody reads does not notice that its client has gone. Until both sides agree nothing may come from it.
 *
 * @returns stops the watching
 * @see RFC 6455, section 4.1
 */
function endWithClient(socket: Socket): () => void {
  const end = () => socket.destroy()
  socket.once('data', end).once('end', end)
  return () => socket.off('data', end).off('end', end)
}

function switchingProtocols(headers: IncomingHttpHeaders): string {
  const lines = ['HTTP/1.1 101 Switching Protocols', 'connection: Upgrade', 'upgrade: websocket']
  for (const name of ANSWER_HEADERS) {
    const value = headers[name]
    if (typeof value === 'string') lines.push(`${name}: ${value}`)
  }
  return `${lines.join('\r\n')}\r\n\r\n`
}
