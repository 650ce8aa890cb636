import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Prompt } from '../sign-in/sign-in.ts'

/** Who the API server says the person is (SelfSubjectReview). */
export interface Identity {
  readonly username: string
  readonly groups: readonly string[]
}

/** What the browser holds for one cluster. */
export type Session =
  | { readonly status: 'signed-out'; readonly reason?: Finding }
  | { readonly status: 'restoring' }
  | { readonly status: 'signing-in' }
  | {
      readonly status: 'signed-in'
      readonly bearerToken: string
      readonly expiresAtS: number
      readonly renewal: 'possible' | 'impossible'
      /** Left out until the API server has answered. */
      readonly identity?: Identity
    }

/** The state of the zustand store: a session for every ready cluster of the config. */
export interface SessionState {
  readonly sessions: Readonly<Record<ClusterName, Session>>
}

/** What the views and the Kubernetes stage may do with sessions. Clusters of one OIDC client share what happens. */
export interface Sessions {
  /**
   * Leaves for the issuer. On failure the session is signed out with the reason.
   *
   * @param prompt `login` to sign in as someone else than the issuer knows
   */
  signIn(cluster: ClusterName, returnTo: string, prompt?: Prompt): Promise<void>
  /** Finishes a sign-in; resolves to where to go on. @throws AppError when it failed: the callback page shows it. */
  completeSignIn(callbackUrl: string): Promise<{ cluster: ClusterName; returnTo: string }>
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
  /** Ends the session of this cluster's OIDC client in this browser. */
  signOut(cluster: ClusterName): Promise<void>
}
