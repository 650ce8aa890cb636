import {
  CALLBACK_PATH,
  CLUSTERS_PATH,
  CONFIG_PATH,
  OIDC_PATH,
  REACHABILITY_PATH,
} from '../../contract/paths.ts'

// No address of ours holds these in its path, decoded or not; a browser, proxy or router that decodes them sees another one.
const CONTROL_CHARACTER = /[\u0000-\u0020\u007F]/
const DISGUISED_CHARACTER = /\\|%(?:[01][0-9a-f]|20|25|2f|5c|7f)/i

const NO_PAGES = [CALLBACK_PATH, CLUSTERS_PATH, OIDC_PATH, CONFIG_PATH, REACHABILITY_PATH]

/**
 * Decides where to go after a sign-in: the wanted path, query and fragment when they lead to a page of ours, else the
 * first page. What it returns starts with one slash and holds the base URL, as `location.pathname` does.
 *
 * @param site.origin the page's own, such as `https://fairlead.example`
 * @param site.baseUrl `''` or a path such as `/fairlead`
 */
export function safeReturnPath(wanted: string, site: { origin: string; baseUrl: string }): string {
  const firstPage = `${site.baseUrl}/`
  if (!wanted.startsWith('/') || CONTROL_CHARACTER.test(wanted)) return firstPage

  const [rawPath = ''] = wanted.split(/[?#]/, 1)
  if (rawPath.includes('//') || DISGUISED_CHARACTER.test(rawPath)) return firstPage

  const url = URL.parse(wanted, site.origin)
  if (url?.origin !== site.origin || url.pathname.includes('//')) return firstPage
  return isPage(url.pathname, site.baseUrl) ? `${url.pathname}${url.search}${url.hash}` : firstPage
}

function isPage(pathname: string, baseUrl: string): boolean {
  if (pathname !== baseUrl && !pathname.startsWith(`${baseUrl}/`)) return false
  const page = decoded(pathname).slice(baseUrl.length).toLowerCase()
  return !NO_PAGES.some((path) => page === path || page.startsWith(`${path}/`))
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
