/**
 * In production emotion puts empty style tags into the page, whose hash this is, and inserts rules by script, so that
 * no nonce is needed and index.html stays one static file.
 */
const HASH_OF_NOTHING = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${HASH_OF_NOTHING}`,
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** For everything of the site: pages and files alike. */
export const FILE_HEADERS = {
  'cross-origin-resource-policy': 'same-origin',
  // The callback's address holds an authorization code.
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** For pages on top of {@link FILE_HEADERS}. */
export const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-frame-options': 'DENY',
} as const

/** @see RFC 6797 */
export const STRICT_TRANSPORT = { 'strict-transport-security': 'max-age=31536000' } as const
