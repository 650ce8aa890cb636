import { CLUSTERS_PATH, CONFIG_PATH, OIDC_PATH } from '../contract/paths.ts'
import { answerError, type AnyReply, type AnyRequest } from './answer-error.ts'

const UNREADABLE = 'This address cannot be read: one of its escapes (% and two hex digits) is broken.'

/**
 * Answers what Fastify refuses before it looks for a route, such as an address with a broken escape: a person who
 * opened it as a page gets words, a program gets JSON.
 */
export function refuseUnreadableAddress(baseUrl: string) {
  const forPrograms = [CLUSTERS_PATH, CONFIG_PATH, OIDC_PATH].map((path) => baseUrl + path)

  function isPage({ method, url }: AnyRequest): boolean {
    const [path = ''] = url.split('?')
    return method === 'GET' && !forPrograms.some((one) => path === one || path.startsWith(`${one}/`))
  }

  return (error: Error & { code?: string }, request: AnyRequest, reply: AnyReply): void => {
    if (error.code !== 'FST_ERR_BAD_URL' || !isPage(request)) return answerError(error, request, reply)
    reply
      .code(400)
      .header('x-content-type-options', 'nosniff')
      .header('content-type', 'text/plain; charset=utf-8')
      .send(`${UNREADABLE} Fairlead is at ${baseUrl}/.\n` as never)
  }
}
