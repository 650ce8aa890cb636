import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzip } from 'node:zlib'
import type { Status } from './status.ts'

/** From this size on kube-apiserver compresses what it sends, where the client takes gzip. */
const COMPRESSED_FROM_BYTES = 128 * 1024

export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  code: number,
  body: unknown,
): void {
  const bytes = Buffer.from(`${JSON.stringify(body)}\n`)
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-cache, private' }
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  if (bytes.length < COMPRESSED_FROM_BYTES || !takesGzip) {
    response.writeHead(code, { ...headers, 'content-length': bytes.length }).end(bytes)
    return
  }
  gzip(bytes, { level: 1 }, (error, compressed) => {
    if (error) response.destroy(error)
    else
      response
        .writeHead(code, { ...headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
        .end(compressed)
  })
}

export function sendStatus(request: IncomingMessage, response: ServerResponse, status: Status): void {
  sendJson(request, response, status.code, status)
}

export function sendText(response: ServerResponse, code: number, body: string): void {
  response
    .writeHead(code, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
    .end(body)
}
