import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Revocation } from '../../contract/relay.ts'
import type { Tokens } from '../sign-in/sign-in.ts'

/** Who the API server says the person is (SelfSubjectReview). */
export interface Identity {
  readonly username: string
  readonly groups: readonly string[]
}

/**
 * Whether a session outlives its token: `possible`, or why not. `issuer-limit`: renewals no longer move its end.
 */
export type Renewal = Tokens['renewal'] | 'issuer-limit' | 'pasted'

/** What the browser holds for one cluster. */
export type Session =
  | { readonly status: 'signed-out'; readonly reason?: Finding }
  | { readonly status: 'restoring' }
  | {
      readonly status: 'signing-in'
      /** The issuer's page has a window of its own; `closed` where that one seems to be gone. */
      readonly window?: 'open' | 'closed'
    }
  | {
      readonly status: 'signed-in'
      readonly bearerToken: string
      /** Unix seconds. Left out where the end cannot be known: a pasted token that is no JWT. */
      readonly expiresAtS?: number
      /** Unix seconds; when the token came. */
      readonly receivedAtS?: number
      readonly renewal: Renewal
      /** Left out until the API server has answered. */
      readonly identity?: Identity
      /** The last renewal failed, and is tried again. */
      readonly trouble?: Finding
      /** A sign-in that was to take this session's place failed, and what was there stays. */
      readonly signInFailure?: Finding
    }

export type SignedIn = Extract<Session, { status: 'signed-in' }>

/** What a sign-out ended, and what not: one for each OIDC client, and for each cluster with a pasted token. */
export interface SignOutReport {
  readonly clusters: readonly ClusterName[]
  /** Left out for a pasted token, of which no issuer is told. */
  readonly issuer?: string
  /** `unknown`: the backend could not be asked, so the sealed cookie may still be there as well. */
  readonly refreshToken: Revocation | 'unknown'
  /** Until then API servers take the token that was in use, Unix seconds. Left out where none was, or its end is unknown. */
  readonly bearerEndsAtS?: number
  /** The person's own session at the issuer. `not-confirmed`: the issuer was asked, and has not sent the person back. */
  readonly atIssuer: 'ended' | 'not-asked' | 'no-endpoint' | 'not-confirmed'
}

/** The state of the zustand store: a session for every ready cluster of the config. */
export interface SessionState {
  readonly sessions: Readonly<Record<ClusterName, Session>>
  /** The last sign-out of this tab. */
  readonly signOut?: readonly SignOutReport[]
}

/** What the views and the Kubernetes stage may do with sessions. Clusters of one OIDC client share what happens. */
export interface Sessions {
  /**
   * Leaves for the issuer, or opens its page in a window where the config says so and `samePage` does not. A blocked
   * window falls back to leaving. On failure the session is signed out with the reason.
   */
  signIn(
    cluster: ClusterName,
    returnTo: string,
    how?: { otherAccount?: boolean; samePage?: boolean },
  ): Promise<void>
  /** Gives up a sign-in whose window is open. */
  cancelSignIn(cluster: ClusterName): void
  /** Signs in with every OIDC client that has no session, one issuer after the other, and skips those that fail. */
  signInToAll(returnTo: string): Promise<void>
  /**
   * Takes up the address that the issuer sent the person back to: of a sign-in, a step of signing in to all, or a
   * sign-out. `leaving`: the page is on its way to the next issuer of a sign-out; `handed-over`: another tab goes on,
   * and this window can be closed. While signing in to all leaves for the next issuer, the promise does not settle.
   *
   * @throws AppError when the sign-in failed: the callback page shows it
   */
  completeSignIn(callbackUrl: string): Promise<{ readonly returnTo: string } | 'leaving' | 'handed-over'>
  /**
   * Restores every session that this browser may hold: one token request for each OIDC client. On the callback page
   * call it after {@link Sessions.completeSignIn}, which it then waits for: one token request must not overtake another.
   */
  restore(): Promise<void>
  /** The token to show to Kubernetes now, renewed first where it is about to end. @throws AppError `SESSION_ENDED` */
  bearerToken(cluster: ClusterName): Promise<string>
  /**
   * After a 401: one renewal shared by all who ask. Resolves to the refused token itself where nothing newer can be had.
   *
   * @throws AppError `SESSION_ENDED`; the session is signed out then. Any other code (a network failure): it is kept
   */
  renew(cluster: ClusterName, refusedToken: string): Promise<string>
  /** After a second 401 in a row: the session ends, with the reason that the dialog shows. */
  refuse(cluster: ClusterName, refusedToken: string, reason: Finding): void
  /** Tells once when the cluster's session ends, so that streams end with it. @returns a function that stops telling */
  onEnd(cluster: ClusterName, listener: () => void): () => void
  setIdentity(cluster: ClusterName, identity: Identity): void
  /** Signs in to one cluster with a bearer token that the API server has taken already. It stays in memory only. */
  usePastedToken(
    cluster: ClusterName,
    pasted: { bearerToken: string; expiresAtS?: number; identity: Identity },
  ): void
  /**
   * Ends the sessions of these clusters' OIDC clients, or all, in every tab of this browser; with `atIssuer` the sessions at
   * the issuers too, for which the page leaves. What ended and what did not is in the state then.
   */
  signOut(what: { clusters: readonly ClusterName[] | 'all'; atIssuer: boolean }): Promise<'done' | 'leaving'>
}
