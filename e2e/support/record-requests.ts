import type { Page, Request } from '@playwright/test'

/** A request of the page, as far as the budget counts it. */
export interface RecordedRequest {
  readonly method: string
  readonly url: URL
  readonly isNavigation: boolean
  readonly isScript: boolean
}

export interface RequestRecord {
  /** In the order in which they began; the one of the page itself included. */
  readonly requests: readonly RecordedRequest[]
  /** Bytes of JavaScript as they came over the wire, of all scripts that began to load. */
  scriptBytes(): Promise<number>
}

/** Records what a page requests from now on. */
export function recordRequests(page: Page): RequestRecord {
  const requests: RecordedRequest[] = []
  const scripts: Request[] = []
  page.on('request', (request) => {
    const isScript = request.resourceType() === 'script'
    if (isScript) scripts.push(request)
    requests.push({
      method: request.method(),
      url: new URL(request.url()),
      isNavigation: request.isNavigationRequest(),
      isScript,
    })
  })
  return {
    requests,
    async scriptBytes() {
      const sizes = await Promise.all(scripts.map(scriptSize))
      return sizes.reduce((sum, size) => sum + size, 0)
    },
  }
}

async function scriptSize(script: Request): Promise<number> {
  const response = await script.response()
  if (response === null) throw new Error(`No answer to ${script.url()}`)
  await response.finished()
  return (await script.sizes()).responseBodySize
}

export const isKubernetesRequest = ({ url }: RecordedRequest) => url.pathname.startsWith('/clusters/')

export const isTokenRequest = ({ method, url }: Pick<RecordedRequest, 'method' | 'url'>) =>
  method === 'POST' && /\/oidc\/[^/]+\/token$/.test(url.pathname)
