import { locks } from 'node:worker_threads'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import type { Config, OidcClientConfig } from '../../contract/config.ts'
import type { Finding } from '../../contract/finding.ts'
import { SEALED_REFRESH_TOKEN } from '../../contract/relay.ts'
import { first as english } from '../messages/en/first.ts'
import { createSignIn } from './create-sign-in.ts'
import type { AttemptRequest, SignIn } from './sign-in.ts'

export const ISSUER = 'https://issuer.example'
export const HARBOUR = clusterNameSchema.parse('harbour')

export type ReadyClient = Extract<OidcClientConfig, { status: 'ready' }>
export type RelayAnswer = (form: URLSearchParams, url: string) => Response | Promise<Response>

/** A browser with an issuer and a relay as they should be; a test changes what it is about. */
export interface TestBrowser {
  relay: RelayAnswer
  relayRequests: { url: string; form: URLSearchParams; headers: Headers }[]
  visited: URL[]
  configLoads: number
  /** Holds back what tabs tell each other, until it is called. */
  holdMessages(): () => void
  /** A page of this browser: storage, locks and channels are shared by all. */
  openPage(options?: PageOptions): SignIn
  begin(page: SignIn, attempt?: Partial<AttemptRequest>): Promise<URL>
  signedIn(page?: SignIn): Promise<SignIn>
}

export interface PageOptions {
  readonly baseUrl?: string
  readonly client?: Partial<ReadyClient>
  /** No issuer can be reached. */
  readonly unavailable?: Finding
}

/** Plays a new browser for each test of the file. */
export function playBrowser(): TestBrowser {
  const NodeBroadcastChannel = BroadcastChannel
  let nonces = 0
  let channels: BroadcastChannel[] = []
  let held: (() => void)[] | undefined

  class ClosedAfterTest extends NodeBroadcastChannel {
    constructor(name: string) {
      super(name)
      channels.push(this)
    }
    override postMessage(message: unknown): void {
      if (held) held.push(() => super.postMessage(message))
      else super.postMessage(message)
    }
  }

  function config({ client: changes, unavailable }: PageOptions): Config {
    nonces += 1
    const client: ReadyClient = {
      status: 'ready',
      key: 'one',
      issuer: ISSUER,
      clientId: 'fairlead',
      scopes: ['openid', 'email'],
      useAccessToken: false,
      authorizationEndpoint: `${ISSUER}/authorize?tenant=blue`,
      authorizationParameters: {},
      otherAccountPrompt: 'select_account',
      nonce: `nonce-${nonces}`,
      ...changes,
    }
    const other = { ...client, key: 'two', scopes: ['openid', 'groups'], nonce: `${client.nonce}-two` }
    return {
      version: '0.0.0',
      clusters: [],
      oidcClients: unavailable
        ? [{ ...client, status: 'unavailable', reason: unavailable }]
        : [client, other],
      signIn: { popup: false, automatic: false, pastedTokens: true },
    }
  }

  const browser: TestBrowser = {
    relay: () => tokenAnswer(),
    relayRequests: [],
    visited: [],
    configLoads: 0,
    holdMessages() {
      held = []
      return () => {
        const messages = held ?? []
        held = undefined
        for (const send of messages) send()
      }
    },
    openPage: (options = {}) =>
      createSignIn({
        config: config(options),
        reloadConfig: async () => {
          browser.configLoads += 1
          return config(options)
        },
        baseUrl: options.baseUrl ?? '',
        window,
        messages: () => english,
      }),
    async begin(page, attempt = {}) {
      const before = browser.visited.length
      void page.begin({ cluster: HARBOUR, clientKey: 'one', returnTo: '/c/harbour', ...attempt })
      await vi.waitFor(() => expect(browser.visited.length).toBe(before + 1))
      return browser.visited.at(-1) ?? expect.fail('nobody left for the issuer')
    },
    async signedIn(page = browser.openPage()) {
      await page.complete(callback(await browser.begin(page)))
      browser.relayRequests = []
      return page
    },
  }

  beforeEach(() => {
    nonces = 0
    channels = []
    held = undefined
    browser.configLoads = 0
    browser.relayRequests = []
    browser.visited = []
    browser.relay = (form) =>
      tokenAnswer(
        form.has('code') ? { nonce: browser.visited.at(-1)?.searchParams.get('nonce') } : { auth_time: 7 },
      )
    localStorage.clear()
    sessionStorage.clear()
    vi.spyOn(location, 'assign').mockImplementation((url) => void browser.visited.push(new URL(url)))
    vi.stubGlobal('BroadcastChannel', ClosedAfterTest)
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
    vi.stubGlobal('fetch', async (input: string, init: RequestInit & { body: URLSearchParams }) => {
      const url = new URL(input, location.origin).pathname
      const form = new URLSearchParams(init.body)
      browser.relayRequests.push({ url, form, headers: new Headers(init.headers) })
      return browser.relay(form, url)
    })
  })

  afterEach(() => {
    for (const channel of channels) channel.close()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  return browser
}

const encoded = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '')

const idToken = (claims: object) =>
  `${encoded({ alg: 'RS256' })}.${encoded({ iss: ISSUER, aud: 'fairlead', sub: 'ada', exp: 4e9, ...claims })}.sig`

export const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** A token response of the relay. */
export const tokenAnswer = (claims: object = {}, changes: object = {}) =>
  json({
    id_token: idToken(claims),
    access_token: 'access-token',
    token_type: 'Bearer',
    expires_in: 600,
    refresh_token: SEALED_REFRESH_TOKEN,
    ...changes,
  })

/** The address that the issuer sends the person back to. */
export const callback = (authorization: URL, params: Record<string, string> = { code: 'the-code' }) =>
  `${location.origin}/oidc-callback?${new URLSearchParams({ state: authorization.searchParams.get('state') ?? '', ...params })}`
