import { createHash } from 'node:crypto'
import { html, trusted, type Html } from './html.ts'
import { PAGE_STYLE } from './page-style.ts'

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64')

/** Without a blank more or less, or the hash is another one's. */
const STYLE = trusted(`<style>${PAGE_STYLE}</style>`)

const MARK = trusted(
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">' +
    '<circle cx="12" cy="5" r="2.2"/><path d="M12 7.2V21M8 10.5h8M4 13.5c.4 4.4 3.6 7.2 8 7.5 4.4-.3 7.6-3.1 8-7.5"/></svg>',
)

/** A whole page of the identity provider. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Harbour ID</title>
        <link rel="icon" href="data:," />
        ${STYLE}
      </head>
      <body>
        <main>
          <p class="brand">${MARK}<span>Harbour ID</span></p>
          ${body}
        </main>
        <footer>Fairlead’s demo identity provider, on this machine only.</footer>
      </body>
    </html>`.markup
}

/**
 * The headers that every page is sent with.
 *
 * @param formTargets origins that a form may lead on to: browsers apply `form-action` to the redirects after it as well
 */
export function pageHeaders(formTargets: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${STYLE_HASH}'`,
      'img-src data:',
      `form-action 'self' ${formTargets.join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
}
