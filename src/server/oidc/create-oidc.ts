import type { FastifyBaseLogger, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ClusterRegistry, OidcClient } from '../clusters/cluster.ts'
import type { Settings } from '../settings/settings.ts'
import type { Discovery } from './discovery.ts'

/** Everything the backend does at and for the issuers. */
export interface Oidc {
  /** Never rejects, and waits a bounded time. */
  discover(client: OidcClient): Promise<Discovery>
  /** A nonce for one sign-in attempt, bound to the OIDC client and to the browser. */
  issueNonce(client: OidcClient, browserId: string): string
  /** This browser's identifier, from its cookie; a new one is set on the reply where there is none. */
  browserId(request: FastifyRequest, reply: FastifyReply): string
  /** The token relay and revocation. Registered below the base URL. */
  readonly relay: FastifyPluginAsync
  close(): Promise<void>
}

export interface OidcDeps {
  readonly settings: Settings
  readonly registry: ClusterRegistry
  readonly log: FastifyBaseLogger
  readonly nowMs?: () => number
}

export function createOidc(_deps: OidcDeps): Oidc {
  throw new Error('not built yet')
}
