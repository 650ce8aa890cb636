import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FILE_HEADERS, pageHeaders, STRICT_TRANSPORT } from './page-headers.ts'
import type { Encoding, Site, SiteFile } from './load-site.ts'

const IMMUTABLE = 'public, max-age=31536000, immutable'
const REVALIDATED = 'no-cache'
const NOT_BUILT = 'Fairlead’s site is not built. Run `npm run build`, then start Fairlead again.\n'
const NOT_FOUND = 'There is nothing at this address.\n'

export interface SiteOptions {
  /** Nothing built: a page that says how to. */
  readonly built: Site | undefined
  /** We listen with TLS, and browsers should never try without. */
  readonly isStrictTransport?: boolean
  /** Asked for each page: which issuers there are, and where they end sessions, may change. */
  readonly formTargets?: () => readonly string[]
  readonly opensWindows?: boolean
}

/**
 * Serves the built site. Every address without a file ending that a browser opens as a page is the single page: the
 * browser's own router knows which pages there are.
 */
export async function site(
  app: FastifyInstance,
  { built, isStrictTransport = false, formTargets = () => [], opensWindows = false }: SiteOptions,
): Promise<void> {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(FILE_HEADERS)
    if (isStrictTransport && !/^localhost(?::|$)/.test(request.host)) reply.headers(STRICT_TRANSPORT)
    const path = (request.params as { '*'?: string })['*'] ?? ''
    const file = built?.files.get(path)
    if (file) return sendFile(request, reply, file)
    if (!isPage(path, request)) return reply.code(404).type('text/plain; charset=utf-8').send(NOT_FOUND)

    reply.headers(pageHeaders({ formTargets: formTargets(), opensWindows }))
    if (built === undefined) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
    return sendFile(request, reply, built.page)
  }
  // The first is the base URL itself, with and without a slash at its end.
  app.get('/', answer)
  app.get('/*', answer)
}

function isPage(path: string, { headers }: FastifyRequest): boolean {
  const isOpened = headers['sec-fetch-dest'] === 'document' || headers['sec-fetch-dest'] === undefined
  const isFile = /\.[a-z0-9]{1,11}$/i.test(path) && !path.startsWith('c/')
  return isOpened && !isFile && !path.startsWith('assets/')
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: SiteFile): Promise<FastifyReply> {
  reply.headers({
    'cache-control': file.isHashed ? IMMUTABLE : REVALIDATED,
    etag: file.etag,
    vary: 'accept-encoding',
  })
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
  const encoding = chosenEncoding(request.headers['accept-encoding'])
  const compressed = encoding && (await file.compressed(encoding))
  if (compressed) reply.header('content-encoding', encoding)
  return reply.type(file.type).send(compressed ?? file.body)
}

/** @see RFC 9110, section 12.5.3 */
function chosenEncoding(acceptEncoding: string | string[] | undefined): Encoding | undefined {
  const accepted = String(acceptEncoding ?? '')
    .split(',')
    .filter((coding) => !/;\s*q=0(?:\.0*)?\s*$/.test(coding))
    .map((coding) => coding.split(';')[0]?.trim().toLowerCase())
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined
}
