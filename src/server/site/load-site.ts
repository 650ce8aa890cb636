import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip'

/** A file of the built site. Compressed forms are the build's where it wrote them, else made once, on first use. */
export interface SiteFile {
  readonly type: string
  readonly body: Buffer
  readonly etag: string
  /** Its name holds a hash of its content. */
  readonly isHashed: boolean
  compressed(encoding: Encoding): Promise<Buffer> | undefined
}

export interface Site {
  readonly page: SiteFile
  /** By path below the base URL, without a slash in front: `assets/main-BX12.js`. */
  readonly files: ReadonlyMap<string, SiteFile>
}

const BASE_PLACEHOLDER = '/__base__'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const PRECOMPRESSED = { br: '.br', gzip: '.gz' } as const
const ALREADY_SMALL = /^image\/png|^font\/|^image\/x-icon/

/**
 * Reads the built site into memory: a path can only name what was in the folder at start.
 *
 * @returns `undefined` when there is no built site in the folder
 */
export async function loadSite(folder: string, baseUrl: string): Promise<Site | undefined> {
  const contents = await readFolder(folder)
  const index = contents.get('index.html')
  if (index === undefined) return undefined
  contents.delete('index.html')

  const files = new Map<string, SiteFile>()
  for (const [path, body] of contents) {
    if (Object.values(PRECOMPRESSED).some((ending) => path.endsWith(ending))) continue
    files.set(
      path,
      siteFile(path, body, { br: contents.get(`${path}.br`), gzip: contents.get(`${path}.gz`) }),
    )
  }
  const html = index.toString('utf8').replaceAll(BASE_PLACEHOLDER, escapeAttribute(baseUrl))
  return { page: siteFile('index.html', Buffer.from(html), {}), files }
}

async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const paths = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const contents = new Map<string, Buffer>()
  for (const entry of paths) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length + 1).replaceAll(sep, '/')
    if (entry.isFile() && !/(?:^|\/)\./.test(name)) contents.set(name, await readFile(path))
  }
  return contents
}

function siteFile(
  path: string,
  body: Buffer,
  built: Partial<Record<Encoding, Buffer | undefined>>,
): SiteFile {
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  const made: Partial<Record<Encoding, Promise<Buffer>>> = {}
  return {
    type,
    body,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    isHashed: path.startsWith('assets/'),
    compressed: (encoding) => {
      if (ALREADY_SMALL.test(type)) return undefined
      const ready = built[encoding]
      return (made[encoding] ??= ready === undefined ? compress(body, encoding) : Promise.resolve(ready))
    },
  }
}

function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  return encoding === 'br' ? promisify(brotliCompress)(body) : promisify(gzip)(body)
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
