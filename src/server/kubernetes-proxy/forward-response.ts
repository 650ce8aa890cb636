import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { Dispatcher } from 'undici'
import { responseHeaders } from './forwarded-headers.ts'

export interface ResponseForwarder {
  readonly handler: Dispatcher.DispatchHandler
  /** Ends an answer that has no end of its own, such as a watch, as if the API server had ended it. */
  finish(): void
}

/**
 * Passes an API server's answer to the browser as it arrives, no faster than the browser reads.
 *
 * The browser going away ends the request upstream, before its headers too. An answer that breaks off upstream breaks
 * off here, so that half a list is never taken for a whole one.
 *
 * @param onFailure called when there was no answer at all; nothing has been written then
 */
export function forwardResponse(
  response: ServerResponse,
  onFailure: (error: Error) => void,
): ResponseForwarder {
  let controller: Dispatcher.DispatchController | undefined
  let isGone = false
  let hasBody = false

  const leave = () => {
    isGone = true
    controller?.abort(new Error('the client went away'))
  }
  response.once('close', leave)
  response.on('error', leave)
  response.on('drain', () => controller?.resume())

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      controller = started
      if (isGone) leave()
    },
    onResponseStart(_controller, status, headers: IncomingHttpHeaders) {
      if (status < 200 || isGone) return
      response.writeHead(status, responseHeaders(headers))
      // A watch may stay silent for long: its headers must not wait for the first event.
      process.nextTick(() => {
        if (!hasBody && !isGone && !response.writableEnded) response.flushHeaders()
      })
    },
    onResponseData(flow, chunk) {
      hasBody = true
      if (!isGone && !response.write(chunk)) flow.pause()
    },
    onResponseEnd() {
      if (!isGone) response.end()
    },
    onResponseError(_controller, error) {
      if (isGone) return
      if (response.headersSent) breakOff(response)
      else onFailure(error)
    },
  }
  const finish = () => {
    if (response.headersSent) response.end()
    else response.destroy()
    leave()
  }
  return { handler, finish }
}

/** Over HTTP/1.1 the connection closes before the announced end; over HTTP/2 the stream is reset. */
function breakOff(response: ServerResponse): void {
  if ('stream' in response) {
    const stream = response.stream as { close(code: number): void }
    stream.close(HTTP2_INTERNAL_ERROR)
  } else response.destroy()
}

/** @see RFC 9113, section 7 */
const HTTP2_INTERNAL_ERROR = 2
