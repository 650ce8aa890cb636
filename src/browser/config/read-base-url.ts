/**
 * Reads the base URL that the backend wrote into the page, from `<meta name="base-url">`.
 *
 * @returns `''` or a path such as `/fairlead`, without a slash at the end
 */
export function readBaseUrl(document: Document): string {
  const content = document.querySelector('meta[name="base-url"]')?.getAttribute('content') ?? ''
  return content.startsWith('/') ? content.replace(/\/+$/, '') : ''
}
