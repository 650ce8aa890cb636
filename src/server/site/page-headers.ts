/**
 * In production emotion puts empty style tags into the page, whose hash this is, and inserts rules by script, so that
 * no nonce is needed and index.html stays one static file.
 */
const HASH_OF_NOTHING = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

const POLICY_WITHOUT_FORMS = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${HASH_OF_NOTHING}`,
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** More would make a header too long for the proxies in front: then any address of their schemes will do. */
const LONGEST_FORM_SOURCES = 2_000
/** An address from elsewhere must not bring a directive along: hosts may hold `;` and `,`. No host is longer (RFC 1035). */
const ORIGIN = /^https?:\/\/[a-z\d._-]{1,253}(?::\d+)?$/

/** For everything of the site: pages and files alike. */
export const FILE_HEADERS = {
  'cross-origin-resource-policy': 'same-origin',
  // The callback's address holds an authorization code.
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

export interface PageOptions {
  /** Origins to which a page may send a form besides our own: where a session at an issuer is ended. */
  readonly formTargets: readonly string[]
  /** The sign-in opens a window, which has to find back here. */
  readonly opensWindows: boolean
}

/** For pages on top of {@link FILE_HEADERS}. */
export function pageHeaders({ formTargets, opensWindows }: PageOptions) {
  return {
    'content-security-policy': `${POLICY_WITHOUT_FORMS}; form-action ${formSources(formTargets).join(' ')}`,
    'cross-origin-opener-policy': opensWindows ? 'same-origin-allow-popups' : 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'x-frame-options': 'DENY',
  } as const
}

function formSources(targets: readonly string[]): readonly string[] {
  const origins = [...new Set(targets)].filter((target) => ORIGIN.test(target))
  if (origins.join(' ').length <= LONGEST_FORM_SOURCES) return ["'self'", ...origins]
  return ["'self'", ...new Set(origins.map((origin) => new URL(origin).protocol))]
}

/** @see RFC 6797 */
export const STRICT_TRANSPORT = { 'strict-transport-security': 'max-age=31536000' } as const
