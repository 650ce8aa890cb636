import { WebStorageStateStore } from 'oidc-client-ts'
import type { Config } from '../../contract/config.ts'
import type { Revocation } from '../../contract/relay.ts'
import type { Messages } from '../messages/messages.ts'
import { createAttempts } from './attempts.ts'
import { browserStorage, sessionChannelName, storagePrefix } from './browser-storage.ts'
import { attemptUnknown, callbackState, findAttempt } from './callback.ts'
import { createClientLock } from './client-lock.ts'
import { createOidcClient, redirectUriOf } from './create-oidc-client.ts'
import { createKnownSessions } from './known-sessions.ts'
import { leaveForEndSession } from './leave-for-end-session.ts'
import { createOidcClients } from './oidc-clients.ts'
import { createRenewals } from './renewals.ts'
import { revoke } from './revoke.ts'
import { createSessionMarkers } from './session-markers.ts'
import { createSessionChannel } from './session-news.ts'
import { createSessionsElsewhere } from './sessions-elsewhere.ts'
import type { SignIn, Tokens } from './sign-in.ts'
import { createTokenRequests } from './token-requests.ts'
import { createWindowSignIn } from './window-sign-in.ts'

export interface SignInDeps {
  readonly config: Config
  /** Reads `/config` again: each attempt needs a nonce of its own. @throws AppError `CONFIG_UNREACHABLE` */
  reloadConfig(): Promise<Config>
  /** `''` or a path such as `/fairlead`. */
  readonly baseUrl: string
  readonly window: Window
  /** In the language of the moment. */
  messages(): Messages
}

/** Builds the {@link SignIn} of a page. Once for a page: it is what keeps token requests apart. */
export function createSignIn(deps: SignInDeps): SignIn {
  const { window, baseUrl } = deps
  const words = () => deps.messages().signIn
  const site = { origin: window.location.origin, baseUrl }
  const storage = browserStorage(window)
  const attempts = new WebStorageStateStore({ prefix: storagePrefix(baseUrl, 'attempt'), store: storage })
  const markers = createSessionMarkers(storage, storagePrefix(baseUrl, 'session'))
  const locked = createClientLock(window.navigator.locks, storagePrefix(baseUrl, 'renewal'))
  const channel = createSessionChannel(sessionChannelName(baseUrl))
  const clients = createOidcClients({
    ...deps,
    words,
    createProtocol: (client) => createOidcClient(client, { site, attempts }),
  })
  const tokenRequests = createTokenRequests({ clients, words })
  const known = createKnownSessions({ markers, words })
  const ending = new Set<string>()
  const elsewhere = createSessionsElsewhere({
    channel,
    known,
    isEnding: (clientKey) => ending.has(clientKey),
  })
  const callbackChannelName = (state: string) => storagePrefix(baseUrl, 'callback') + state

  const { prepare, complete, handOver } = createAttempts({
    window,
    site,
    attempts,
    clients,
    words,
    callbackChannelName,
    redeem: (clientKey, callbackUrl) => locked(clientKey, () => redeem(clientKey, callbackUrl)),
  })

  async function redeem(clientKey: string, callbackUrl: string): Promise<Tokens> {
    // A window that handed its callback over too late completes it as well: the first one wins.
    if ((await findAttempt(callbackUrl, attempts)) === undefined) throw attemptUnknown(callbackUrl, words)
    const received = await tokenRequests.redeemCode(clientKey, callbackUrl)
    const tokens = known.replace(clientKey, received)
    channel.tell({ kind: 'tokens', clientKey, received, attempt: callbackState(callbackUrl) })
    return tokens
  }

  function endEverywhere(clientKey: string): void {
    known.forget(clientKey)
    markers.set(clientKey, false)
    channel.tell({ kind: 'ended', clientKey })
  }

  async function end(clientKey: string): Promise<Revocation> {
    ending.add(clientKey)
    endEverywhere(clientKey)
    return locked(clientKey, async () => {
      try {
        return await revoke(clientKey, { window, baseUrl, words })
      } finally {
        // Again: a renewal that was still under way somewhere may have brought the session back.
        endEverywhere(clientKey)
        ending.delete(clientKey)
      }
    })
  }

  return {
    begin: async (attempt) => leaveFor(await prepare(attempt, false), window),
    beginInWindow: createWindowSignIn({
      window,
      channel,
      words,
      callbackChannelName,
      prepare: (attempt) => prepare(attempt, true),
      isUnderWay: async (state) => (await attempts.get(state)) !== null,
      forget: (state) => attempts.remove(state),
      complete,
    }),
    handOver,
    complete,
    renew: createRenewals({
      tokenRequests,
      known,
      channel,
      locked,
      words,
      mayRestore: markers.has,
      endEverywhere,
      issuerOf: (clientKey) => clients.find(clientKey).client.issuer,
    }),
    end,
    leaveForEndSession(clientKey, logout) {
      const { client } = clients.find(clientKey)
      const redirectUri = redirectUriOf(client, site)
      leaveForEndSession(client, { ...logout, redirectUri }, { document: window.document, words })
    },
    idTokenHint: known.idToken,
    mayRestore: markers.has,
    ...elsewhere,
  }
}

/**
 * Leaves the page. Settles only when the browser's back button shows this very page again, out of its back/forward cache:
 * then the sign-in is no longer under way.
 */
function leaveFor(address: string, window: Window): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) resolve()
    })
    window.location.assign(address)
  })
}
