import { WebStorageStateStore } from 'oidc-client-ts'
import { AppError } from '../../contract/app-error.ts'
import type { Config } from '../../contract/config.ts'
import { browserStorage, storagePrefix } from './browser-storage.ts'
import { callbackState, checkCallback, findAttempt, type AttemptData } from './callback.ts'
import { createClientLock } from './client-lock.ts'
import { createUserManager } from './create-user-manager.ts'
import { createOidcClients } from './oidc-clients.ts'
import { revoke } from './revoke.ts'
import { safeReturnPath } from './safe-return-path.ts'
import { createSessionMarkers } from './session-markers.ts'
import type { CompletedSignIn, Prompt, SignIn, Tokens } from './sign-in.ts'
import { createSingleFlight } from './single-flight.ts'
import { createTokenRequests } from './token-requests.ts'

export interface SignInDeps {
  readonly config: Config
  /** Reads `/config` again: each attempt needs a nonce of its own. @throws AppError `CONFIG_UNREACHABLE` */
  reloadConfig(): Promise<Config>
  /** `''` or a path such as `/fairlead`. */
  readonly baseUrl: string
  readonly window: Window
}

/** Builds the {@link SignIn} of a page. Once for a page: it is what keeps token requests apart. */
export function createSignIn(deps: SignInDeps): SignIn {
  const { window, baseUrl } = deps
  const site = { origin: window.location.origin, baseUrl }
  const storage = browserStorage(window)
  const attempts = new WebStorageStateStore({ prefix: storagePrefix(baseUrl, 'attempt'), store: storage })
  const markers = createSessionMarkers({ storage, prefix: storagePrefix(baseUrl, 'session'), window })
  const locked = createClientLock(window.navigator.locks, storagePrefix(baseUrl, 'renewal'))
  const clients = createOidcClients({
    ...deps,
    createManager: (client) => createUserManager(client, { window, baseUrl, attempts }),
  })
  const tokenRequests = createTokenRequests({ clients, markers })
  const completions = createSingleFlight<CompletedSignIn>()
  const renewals = createSingleFlight<Tokens>()

  async function begin(attempt: AttemptData & { prompt?: Prompt | undefined }): Promise<void> {
    const { clientKey, cluster, returnTo, prompt } = attempt
    requireSecureContext(window)
    const { manager, nonce } = await clients.forAttempt(clientKey)
    const state: AttemptData = { clientKey, cluster, returnTo: safeReturnPath(returnTo, site) }
    try {
      await manager.signinRedirect({ nonce, state, ...(prompt && { prompt }) })
    } catch (cause) {
      throw new AppError(
        'ATTEMPT_UNKNOWN',
        'The sign-in could not be started: this browser did not store it. Let it store data for this site.',
        { cause },
      )
    }
  }

  async function complete(callbackUrl: string): Promise<CompletedSignIn> {
    const { clientKey, cluster, returnTo } = await findAttempt(callbackUrl, attempts)
    try {
      const { client } = clients.find(clientKey)
      const namesItself = client.status === 'ready' && client.namesItselfInCallback === true
      checkCallback(callbackUrl, { issuer: client.issuer, namesItself })
      const tokens = await locked(clientKey, () => tokenRequests.redeemCode(clientKey, callbackUrl))
      return { clientKey, cluster, returnTo: safeReturnPath(returnTo, site), tokens }
    } finally {
      await attempts.remove(callbackState(callbackUrl))
    }
  }

  async function end(clientKey: string): Promise<void> {
    tokenRequests.forget(clientKey)
    await locked(clientKey, async () => {
      try {
        await revoke(clientKey, { window, baseUrl })
      } finally {
        // Again: a renewal that was still under way remembers the session anew.
        tokenRequests.forget(clientKey)
      }
    })
  }

  return {
    begin,
    // React's strict mode runs the callback page's effect twice: both get the one completion.
    complete: (callbackUrl) => completions(callbackState(callbackUrl), () => complete(callbackUrl)),
    renew: (clientKey) =>
      renewals(clientKey, () => locked(clientKey, () => tokenRequests.refresh(clientKey))),
    end,
    mayRestore: markers.has,
    onEndedElsewhere: markers.onRemovedElsewhere,
  }
}

function requireSecureContext(window: Window): void {
  if ('subtle' in window.crypto) return
  throw new AppError(
    'INSECURE_CONTEXT',
    `${window.location.origin} is not a secure context, so this browser has no cryptography for signing in. ` +
      'Open Fairlead over https, or on localhost.',
  )
}
