import type { AuthorizationServer } from 'oauth4webapi'
import type { Finding } from '../../contract/finding.ts'

/** What is known of an issuer now: its checked metadata, or why there is none. */
export type Discovery =
  | { readonly status: 'ready'; readonly metadata: AuthorizationServer }
  | { readonly status: 'unavailable'; readonly reason: Finding }
