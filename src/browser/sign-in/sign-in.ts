import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Revocation } from '../../contract/relay.ts'

/** What a completed token request leaves in the page's memory. No refresh token: that one stays in the sealed cookie. */
export interface Tokens {
  /** What Kubernetes is shown: the ID token, or the access token with `oidc-use-access-token`. */
  readonly bearerToken: string
  /** Unix seconds; the bearer's end. */
  readonly expiresAtS: number
  /** Whether the relay can renew it: not without a refresh token, nor where a refresh answer has no ID token. */
  readonly renewal: 'possible' | 'no-refresh-token' | 'no-id-token'
}

/** A sign-in that came back through `/oidc-callback`. */
export interface CompletedSignIn {
  readonly clientKey: string
  readonly cluster: ClusterName
  /** Path, query and fragment below the origin; checked to be ours. */
  readonly returnTo: string
  readonly tokens: Tokens
}

/** One sign-in to begin. */
export interface AttemptRequest {
  readonly cluster: ClusterName
  readonly clientKey: string
  readonly returnTo: string
  /** Has the issuer offer another account than the one it knows. @see OpenID Connect Core 1.0, section 3.1.2.1 */
  readonly otherAccount?: boolean
}

/**
 * Leaving for the issuer, coming back, renewing and ending: the only place that knows oidc-client-ts.
 * Every method throws AppError; none shows anything or touches the session store. What one tab gets or ends, the others
 * are told.
 */
export interface SignIn {
  /** Navigates to the issuer's authorization endpoint. The promise does not settle once the page is leaving. */
  begin(attempt: AttemptRequest): Promise<void>
  /**
   * Opens the issuer's page in a window of its own, and completes the sign-in once that window hands its callback over.
   * To be called within a click. `onClosed` is told when the window seems to be gone; the sign-in may still complete.
   *
   * @throws AppError `POPUP_BLOCKED` at once where the browser opens no window; as {@link SignIn.complete}
   */
  beginInWindow(
    attempt: AttemptRequest,
    popup: { onClosed(): void; signal: AbortSignal },
  ): Promise<CompletedSignIn>
  /**
   * On the callback page: gives the callback's address to the tab that opened this window, where there is one.
   *
   * @returns whether that tab took it; then there is nothing more to do here
   */
  handOver(callbackUrl: string): Promise<boolean>
  /** Finishes the attempt that this callback address belongs to. Call once for an address. */
  complete(callbackUrl: string): Promise<CompletedSignIn>
  /**
   * New tokens by the refresh grant: after a reload, before expiry, on a 401. One request for all tabs that ask at once.
   *
   * @throws AppError `SESSION_ENDED`, `SESSION_SEALED_ELSEWHERE` or `SUBJECT_MISMATCH`: there is no session any more
   * @throws AppError `ISSUER_UNREACHABLE`, `NETWORK_FAILED` and the like: it failed this time
   */
  renew(clientKey: string): Promise<Tokens>
  /**
   * Revokes the refresh token and clears the sealed cookie; forgets the tokens even where that fails.
   *
   * @throws AppError `NETWORK_FAILED`: the cookie may still be there
   */
  end(clientKey: string): Promise<Revocation>
  /**
   * Ends the person's session at the issuer: posts a form to its end-session endpoint, with the last ID token as hint
   * where this page still has it (no token goes into an address), and leaves the page. Take the hint before
   * {@link SignIn.end} forgets it. The issuer sends the person back to `/oidc-callback?state=…`.
   *
   * @see OpenID Connect RP-Initiated Logout 1.0, section 2
   */
  leaveForEndSession(clientKey: string, logout: { state: string; idTokenHint: string | undefined }): void
  idTokenHint(clientKey: string): string | undefined
  /** Whether this browser has signed in with the client before and may still hold its sealed cookie. */
  mayRestore(clientKey: string): boolean
  /** Tells what another tab got for a client: by a sign-in or a renewal. @returns a function that stops telling */
  onTokensElsewhere(listener: (clientKey: string, tokens: Tokens) => void): () => void
  /** Tells when another tab ended the session of a client. @returns a function that stops telling */
  onEndedElsewhere(listener: (clientKey: string) => void): () => void
}
