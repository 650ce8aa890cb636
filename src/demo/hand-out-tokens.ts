import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

export const TOKEN_PATH = '/demo-token'

const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

/**
 * A page with a fresh token and nothing else, to be copied. It guards made-up pods only; still no other site is let
 * near it, not even by a name of its own that leads here.
 */
export function handOutTokens(
  createToken: () => Promise<string>,
): (answer: RequestListener) => RequestListener {
  return (answer) => (request, response) => {
    if (request.url === TOKEN_PATH) void handOut(createToken, request, response)
    else answer(request, response)
  }
}

async function handOut(
  createToken: () => Promise<string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!/^127\.0\.0\.1:\d+$/.test(request.headers.host ?? '')) response.writeHead(403, HEADERS).end()
  else response.writeHead(200, HEADERS).end(`${await createToken()}\n`)
}
