/**
 * Whether a page's `Origin` is ours: the configured public origin, or, where there is none, one of the host that the
 * page asked. Behind a proxy that changes `Host` only the setting tells.
 */
export function isOwnOrigin(origin: string, host: string, publicOrigin: string | undefined): boolean {
  if (publicOrigin !== undefined) return origin === publicOrigin
  const url = URL.parse(origin)
  if (url === null || url.origin !== origin || !/^https?:$/.test(url.protocol)) return false
  return URL.parse(`${url.protocol}//${host}`)?.host === url.host
}
