import type { Socket } from 'node:net'

const TOO_LARGE =
  'Your browser sends more than Fairlead takes, most likely too many cookies of this site. Clear the cookies of this site, then reload the page.'

/**
 * Answers what never became a request, and closes the connection. Headers over the limit are the one case in which a
 * person sees this: another server of the same site has set too many cookies, and only the person can clear them.
 *
 * @see RFC 6585, section 5
 */
export function refuseUnreadableRequest(error: Error & { code: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (socket.writable) socket.write(answerTo(error.code))
  socket.destroySoon()
}

function answerTo(code: string): string {
  if (code === 'HPE_HEADER_OVERFLOW') return answer('431 Request Header Fields Too Large', TOO_LARGE)
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return answer('408 Request Timeout', 'The request took too long.')
  return answer('400 Bad Request', 'This is no HTTP request.')
}

function answer(status: string, text: string): string {
  return [
    `HTTP/1.1 ${status}`,
    'content-type: text/plain; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'x-content-type-options: nosniff',
    'connection: close',
    '',
    text,
  ].join('\r\n')
}
