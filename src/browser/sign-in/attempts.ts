import type { StateStore } from 'oidc-client-ts'
import { AppError } from '../../contract/app-error.ts'
import { authorizationRequest } from './authorization-request.ts'
import { attemptUnknown, callbackState, checkCallback, findAttempt } from './callback.ts'
import { offerCallback } from './hand-over.ts'
import type { OidcClients } from './oidc-clients.ts'
import { safeReturnPath } from './safe-return-path.ts'
import type { SignInWords } from './sign-in-words.ts'
import type { AttemptRequest, CompletedSignIn, SignIn, Tokens } from './sign-in.ts'
import { createSingleFlight } from './single-flight.ts'

/** The way of an attempt: stored, at the issuer, and back by its callback. */
export interface Attempts extends Pick<SignIn, 'complete' | 'handOver'> {
  /** Stores the attempt. @returns the authorization request's address */
  prepare(attempt: AttemptRequest, inWindow: boolean): Promise<string>
}

export function createAttempts(deps: {
  window: Window
  site: { origin: string; baseUrl: string }
  attempts: StateStore
  clients: OidcClients
  words: SignInWords
  callbackChannelName(state: string): string
  redeem(clientKey: string, callbackUrl: string): Promise<Tokens>
}): Attempts {
  const { window, site, attempts, clients, words, callbackChannelName } = deps
  const completions = createSingleFlight<CompletedSignIn>()

  async function prepare(attempt: AttemptRequest, inWindow: boolean): Promise<string> {
    requireSecureContext(window, words)
    const { cluster, clientKey, returnTo, otherAccount = false } = attempt
    const { client, protocol } = await clients.forAttempt(clientKey)
    const state = { clientKey, cluster, returnTo: safeReturnPath(returnTo, site), inWindow }
    try {
      return (await protocol.createSigninRequest(authorizationRequest(client, state, otherAccount))).url
    } catch (cause) {
      throw new AppError('ATTEMPT_UNKNOWN', words().notStored, { cause })
    }
  }

  async function completeOnce(callbackUrl: string): Promise<CompletedSignIn> {
    const attempt = await findAttempt(callbackUrl, attempts)
    if (attempt === undefined) throw attemptUnknown(callbackUrl, words)
    const { clientKey, cluster, returnTo } = attempt
    try {
      const { client } = clients.find(clientKey)
      const namesItself = client.status === 'ready' && client.namesItselfInCallback === true
      checkCallback(callbackUrl, { issuer: client.issuer, namesItself }, words)
      const tokens = await deps.redeem(clientKey, callbackUrl)
      return { clientKey, cluster, returnTo: safeReturnPath(returnTo, site), tokens }
    } finally {
      await attempts.remove(callbackState(callbackUrl))
    }
  }

  async function handOver(callbackUrl: string): Promise<boolean> {
    const params = new URL(callbackUrl).searchParams
    const isAnswer = params.has('code') || params.has('error')
    const attempt = await findAttempt(callbackUrl, attempts)
    // Without shared storage an attempt is known to the tab that waits only.
    if (!isAnswer || (attempt && !attempt.inWindow)) return false
    return offerCallback(callbackChannelName(callbackState(callbackUrl)), callbackUrl)
  }

  return {
    prepare,
    handOver,
    // React's strict mode runs the callback page's effect twice: both get the one completion.
    complete: (callbackUrl) => completions(callbackState(callbackUrl), () => completeOnce(callbackUrl)),
  }
}

function requireSecureContext(window: Window, words: SignInWords): void {
  if ('subtle' in window.crypto) return
  throw new AppError('INSECURE_CONTEXT', words().insecureContext(window.location.origin))
}
