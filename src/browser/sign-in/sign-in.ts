import type { ClusterName } from '../../contract/cluster-name.ts'

/** What a completed token request leaves in the page's memory. No refresh token: that one stays in the sealed cookie. */
export interface Tokens {
  /** What Kubernetes is shown: the ID token, or the access token with `oidc-use-access-token`. */
  readonly bearerToken: string
  /** Unix seconds; the bearer's end. */
  readonly expiresAtS: number
  readonly renewal: 'possible' | 'impossible'
}

/** A sign-in that came back through `/oidc-callback`. */
export interface CompletedSignIn {
  readonly clientKey: string
  readonly cluster: ClusterName
  /** Path, query and fragment below the origin; checked to be ours. */
  readonly returnTo: string
  readonly tokens: Tokens
}

/** `login`: the issuer asks who one is, even where it knows. @see OpenID Connect Core 1.0, section 3.1.2.1 */
export type Prompt = 'login'

/**
 * Leaving for the issuer, coming back, renewing and ending: the only place that knows oidc-client-ts.
 * Every method throws AppError; none shows anything or touches the session store.
 */
export interface SignIn {
  /** Navigates to the issuer's authorization endpoint. The promise does not settle once the page is leaving. */
  begin(attempt: {
    cluster: ClusterName
    clientKey: string
    returnTo: string
    prompt?: Prompt | undefined
  }): Promise<void>
  /** Finishes the attempt that this callback address belongs to. Call once for an address. */
  complete(callbackUrl: string): Promise<CompletedSignIn>
  /** One token request by the refresh grant: after a reload, before expiry, on a 401. */
  renew(clientKey: string): Promise<Tokens>
  /** Revokes the refresh token and clears the sealed cookie; forgets the tokens even where that fails. */
  end(clientKey: string): Promise<void>
  /** Whether this browser has signed in with the client before and may still hold its sealed cookie. */
  mayRestore(clientKey: string): boolean
  /** Tells when another tab of this browser ended the session of a client. @returns a function that stops telling */
  onEndedElsewhere(listener: (clientKey: string) => void): () => void
}
