import { onTestFinished } from 'vitest'
import { AppError } from '../../contract/app-error.ts'
import { clusterNameSchema, type ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import type { ErrorCode } from '../../contract/error-codes.ts'
import type { Revocation } from '../../contract/relay.ts'
import { first as english } from '../messages/en/first.ts'
import type { AttemptRequest, CompletedSignIn, SignIn, Tokens } from '../sign-in/sign-in.ts'
import { createSessions } from './create-sessions.ts'

export const ORIGIN = 'https://fairlead.example'
export const named = (name: string): ClusterName => clusterNameSchema.parse(name)
export const [HARBOUR, LAGOON, REEF, ATOLL, LAB] = ['harbour', 'lagoon', 'reef', 'atoll', 'lab'].map(
  named,
) as [ClusterName, ClusterName, ClusterName, ClusterName, ClusterName]

const oidcClient = (key: string, endSession = true) => ({
  status: 'ready' as const,
  key,
  issuer: `https://${key}.example`,
  clientId: 'fairlead',
  scopes: ['openid'],
  useAccessToken: false,
  authorizationEndpoint: `https://${key}.example/authorize`,
  ...(endSession && { endSessionEndpoint: `https://${key}.example/end` }),
  authorizationParameters: {},
  otherAccountPrompt: 'login',
  nonce: `nonce-of-${key}`,
})

export const oidcCluster = (name: ClusterName, clientKey: string) => ({
  status: 'ready' as const,
  name,
  server: 'api.example:6443',
  signIn: { method: 'oidc' as const, clientKey },
})

/** Harbour and lagoon share the client `one`; reef has `two`, atoll `three`, which ends no session; lab has none. */
export const CONFIG: Config = {
  version: '',
  clusters: [
    oidcCluster(HARBOUR, 'one'),
    oidcCluster(LAGOON, 'one'),
    oidcCluster(REEF, 'two'),
    oidcCluster(ATOLL, 'three'),
    { status: 'ready', name: LAB, server: 'api.example:6443', signIn: { method: 'token' } },
    { status: 'broken', name: named('wreck'), reason: { code: 'KUBECONFIG_INVALID', message: 'no server' } },
  ],
  oidcClients: [oidcClient('one'), oidcClient('two'), oidcClient('three', false)],
  signIn: { popup: false, automatic: false, pastedTokens: true },
}

export const failing = (code: ErrorCode) => Promise.reject(new AppError(code, `It failed: ${code}`))

/** What one tab stores, as a reload finds it again. */
export function createStorage(): Storage {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
    key: (index) => [...values.keys()][index] ?? null,
    get length() {
      return values.size
    },
  }
}

interface Listeners {
  tokens: (clientKey: string, tokens: Tokens) => void
  ended: (clientKey: string) => void
}

let browsers = 0

/** A browser with its tabs, in front of a relay that the test plays: all below the {@link SignIn} of a page. */
export function createBrowser() {
  browsers += 1
  const name = `browser-${browsers}`
  const localStorage = createStorage()
  const tabs: Listeners[] = []
  const locks = new Map<string, Promise<unknown>>()
  const attempts = new Map<string, AttemptRequest>()
  let issued = 0

  const browser = {
    localStorage,
    /** For which OIDC clients there is a sealed cookie. */
    held: new Set<string>(),
    /** Every refresh grant that reached the relay. */
    requests: [] as string[],
    issue({
      lifeS = 600,
      renewal = 'possible',
    }: { lifeS?: number; renewal?: Tokens['renewal'] } = {}): Tokens {
      issued += 1
      return { bearerToken: `token-${issued}`, expiresAtS: Date.now() / 1000 + lifeS, renewal }
    },
    refresh: async (_clientKey: string): Promise<Tokens> => browser.issue(),
    revoke: async (_clientKey: string): Promise<Revocation> => 'revoked',
    begin: (_attempt: AttemptRequest): Promise<void> => new Promise(() => undefined),
    openWindow: (_attempt: AttemptRequest, _popup: { onClosed(): void; signal: AbortSignal }) =>
      new Promise<CompletedSignIn>(() => undefined),
    /** The answer to an authorization code. */
    redeem: async (_clientKey: string): Promise<Tokens> => browser.issue(),
    opener: async (_callbackUrl: string) => false,
    /** Attempts that left the page. */
    begun: [] as AttemptRequest[],
    loggedOut: [] as { clientKey: string; state: string; idTokenHint: string | undefined }[],
    /** The address by which the issuer sends the person back from the last attempt. */
    callbackOf: (clientKey: string) => `${ORIGIN}/oidc-callback?code=c&state=attempt-${clientKey}`,
    openTab,
    openChannel,
  }

  function locked<T>(clientKey: string, run: () => Promise<T>): Promise<T> {
    const mine = (locks.get(clientKey) ?? Promise.resolve()).then(run, run)
    locks.set(
      clientKey,
      mine.catch(() => undefined),
    )
    return mine
  }

  function createSignIn(own: Listeners): SignIn {
    const others = () => tabs.filter((tab) => tab !== own)
    const hints = new Map<string, string>()
    const heard = new Map<string, Tokens>()

    function tell(clientKey: string, tokens: Tokens): Tokens {
      browser.held.add(clientKey)
      hints.set(clientKey, `hint-of-${clientKey}`)
      for (const tab of others()) tab.tokens(clientKey, tokens)
      return tokens
    }

    return {
      begin(attempt) {
        browser.begun.push(attempt)
        attempts.set(`attempt-${attempt.clientKey}`, attempt)
        return browser.begin(attempt)
      },
      beginInWindow: (attempt, popup) => browser.openWindow(attempt, popup),
      handOver: (callbackUrl) => browser.opener(callbackUrl),
      async complete(callbackUrl) {
        const state = new URL(callbackUrl).searchParams.get('state') ?? ''
        const attempt = attempts.get(state)
        attempts.delete(state)
        if (!attempt) return failing('ATTEMPT_UNKNOWN')
        const { clientKey, cluster, returnTo } = attempt
        return { clientKey, cluster, returnTo, tokens: tell(clientKey, await browser.redeem(clientKey)) }
      },
      renew(clientKey) {
        const before = heard.get(clientKey)
        return locked(clientKey, async () => {
          const meanwhile = heard.get(clientKey)
          if (meanwhile && meanwhile !== before) return meanwhile
          browser.requests.push(clientKey)
          return tell(clientKey, await browser.refresh(clientKey))
        })
      },
      async end(clientKey) {
        browser.held.delete(clientKey)
        hints.delete(clientKey)
        for (const tab of others()) tab.ended(clientKey)
        return locked(clientKey, async () => {
          const answer = await browser.revoke(clientKey)
          browser.held.delete(clientKey)
          for (const tab of others()) tab.ended(clientKey)
          return answer
        })
      },
      leaveForEndSession: (clientKey, logout) => void browser.loggedOut.push({ clientKey, ...logout }),
      idTokenHint: (clientKey) => hints.get(clientKey),
      mayRestore: (clientKey) => browser.held.has(clientKey),
      onTokensElsewhere(listener) {
        own.tokens = (clientKey, tokens) => {
          heard.set(clientKey, tokens)
          listener(clientKey, tokens)
        }
        return () => undefined
      },
      onEndedElsewhere(listener) {
        own.ended = listener
        return () => undefined
      },
    }
  }

  /** Another browser hears nothing of it. */
  function openChannel(channelName: string): BroadcastChannel {
    const channel = new BroadcastChannel(`${name}.${channelName}`)
    onTestFinished(() => channel.close())
    return channel
  }

  function openTab(options: { storage?: Storage; config?: Config; baseUrl?: string; path?: string } = {}) {
    const { storage = createStorage(), config = CONFIG, baseUrl = '' } = options
    const own: Listeners = { tokens: () => undefined, ended: () => undefined }
    tabs.push(own)
    const location = new URL(options.path ?? `${baseUrl}/`, ORIGIN)
    const window = Object.assign(new EventTarget(), {
      location,
      sessionStorage: storage,
      localStorage,
      crypto: globalThis.crypto,
    }) as unknown as Window
    const looks = { visible: true, wake: [] as (() => void)[], online: [] as (() => void)[] }
    const page = {
      isVisible: () => looks.visible,
      onWake: (listener: () => void) => void looks.wake.push(listener),
      onOnline: (listener: () => void) => void looks.online.push(listener),
    }
    const signIn = createSignIn(own)
    const stage = createSessions({
      config,
      signIn,
      messages: () => english,
      baseUrl,
      window,
      page,
      random: () => 1,
      openChannel,
    })
    const session = (cluster: ClusterName) => stage.store.getState().sessions[cluster]
    return {
      ...stage,
      window,
      storage,
      session,
      status: (name: ClusterName) => session(name)?.status,
      reason(name: ClusterName) {
        const found = session(name)
        return found?.status === 'signed-out' ? found.reason : undefined
      },
      look(visible: boolean) {
        looks.visible = visible
        for (const listener of looks.wake) listener()
      },
      comeOnline() {
        for (const listener of looks.online) listener()
      },
      close: () => void tabs.splice(tabs.indexOf(own), 1),
    }
  }

  return browser
}

/** A tab that has restored the sessions of these OIDC clients. */
export async function restoredTab(browser: ReturnType<typeof createBrowser>, ...clientKeys: string[]) {
  for (const clientKey of clientKeys) browser.held.add(clientKey)
  const tab = browser.openTab()
  await tab.sessions.restore()
  browser.requests = []
  return tab
}
