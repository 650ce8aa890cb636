import type { FastifyBaseLogger, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ClusterRegistry, OidcClient } from '../clusters/cluster.ts'
import type { Settings } from '../settings/settings.ts'
import { ensureBrowserId } from './browser-cookie.ts'
import type { Discovery } from './discovery.ts'
import { formTargets } from './form-targets.ts'
import { createIssuers } from './issuers.ts'
import { createKeyRing } from './keys.ts'
import { issueNonce } from './nonce.ts'
import { createRelay } from './relay.ts'
import type { Renewed } from './renew.ts'
import { createSingleFlight } from './single-flight.ts'

/** Everything the backend does at and for the issuers. */
export interface Oidc {
  /** Never rejects, and waits a bounded time. */
  discover(client: OidcClient): Promise<Discovery>
  /** A nonce for one sign-in attempt, bound to the OIDC client and to the browser. */
  issueNonce(client: OidcClient, browserId: string): string
  /** This browser's identifier, from its cookie; a new one is set on the reply where there is none. */
  browserId(request: FastifyRequest, reply: FastifyReply): string
  /** The origins to which pages may send forms, to end sessions there. Asks nobody. */
  formTargets(): readonly string[]
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

/** Puts the OIDC part together. It keeps caches only: any replica with the same sealing keys serves any request. */
export function createOidc({ settings, registry, log, nowMs = Date.now }: OidcDeps): Oidc {
  const keys = createKeyRing(settings.session.sealingKeys)
  const issuers = createIssuers({ registry, log, nowMs })
  const renewals = createSingleFlight<Renewed>()
  const { listen, session } = settings

  return {
    discover: (client) => issuers.for(client).discover(),
    issueNonce: (client, browserId) => issueNonce(keys, client, browserId),
    browserId: (request, reply) => ensureBrowserId(request, reply, listen),
    formTargets: () => formTargets(registry, issuers),
    relay: createRelay({ registry, listen, keys, issuers, renewals, sessionTtlS: session.ttlS, nowMs }),
    async close() {
      renewals.close()
      await issuers.close()
    },
  }
}
