import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { ClientSessions } from './client-sessions.ts'
import type { OtherTabs } from './follow-other-tabs.ts'
import { isPasted, signedOutFor, type SessionRecords } from './session-records.ts'
import type { SignOutReport } from './session.ts'

/** Ends sessions in this browser, and reports what came of it. */
export interface SessionEndings {
  /** Forgets at once; the report comes when the backend has tried to revoke. */
  endClient(clientKey: string, isAskedAtIssuer: boolean): Promise<SignOutReport>
  endPasted(cluster: ClusterName): SignOutReport
}

export interface SessionEndingsDeps {
  readonly config: Config
  readonly records: SessionRecords
  readonly signIn: SignIn
  readonly clients: ClientSessions
  readonly otherTabs: OtherTabs
  nowMs(): number
  /** Told of each OIDC client that the person signs out of, or out of a cluster of which. */
  onSignOut(clientKey: string): void
}

export function createSessionEndings(deps: SessionEndingsDeps): SessionEndings {
  const { config, records, signIn, clients, otherTabs, nowMs } = deps

  function bearerEnd(clusters: readonly ClusterName[]): Pick<SignOutReport, 'bearerEndsAtS'> {
    for (const cluster of clusters) {
      const session = records.get(cluster)
      if (session?.status !== 'signed-in' || session.expiresAtS === undefined) continue
      if (session.expiresAtS * 1000 > nowMs()) return { bearerEndsAtS: session.expiresAtS }
    }
    return {}
  }

  return {
    async endClient(clientKey, isAskedAtIssuer) {
      const clusters = records.clustersOf(clientKey).filter((cluster) => !isPasted(records.get(cluster)))
      const bearer = bearerEnd(clusters)
      deps.onSignOut(clientKey)
      clients.end(clientKey)
      const ending = signIn.end(clientKey).catch(() => 'unknown' as const)
      otherTabs.ignoreWhile(clientKey, ending)
      const issuer = clientOf(config, clientKey)?.issuer
      return {
        clusters,
        ...(issuer !== undefined && { issuer }),
        refreshToken: await ending,
        ...bearer,
        atIssuer: standingAtIssuer(config, clientKey, isAskedAtIssuer),
      }
    },
    endPasted(cluster) {
      const bearer = bearerEnd([cluster])
      // Signed out, the cluster is one to sign in to with its client.
      for (const clientKey of records.clientKeys) {
        if (records.clustersOf(clientKey).includes(cluster)) deps.onSignOut(clientKey)
      }
      records.set(cluster, signedOutFor())
      return { clusters: [cluster], refreshToken: 'none', ...bearer, atIssuer: 'not-asked' }
    },
  }
}

const clientOf = (config: Config, clientKey: string) =>
  config.oidcClients.find(({ key }) => key === clientKey)

/** Where the issuer of a client ends its own session. @see OpenID Connect RP-Initiated Logout 1.0, section 2.1 */
export function endSessionEndpointOf(config: Config, clientKey: string): string | undefined {
  const client = clientOf(config, clientKey)
  return client?.status === 'ready' ? client.endSessionEndpoint : undefined
}

/** What is known of the issuer's own session before the page leaves for it. */
function standingAtIssuer(config: Config, clientKey: string, isAsked: boolean): SignOutReport['atIssuer'] {
  if (endSessionEndpointOf(config, clientKey) !== undefined) return isAsked ? 'not-confirmed' : 'not-asked'
  // Of an issuer that does not answer nobody knows whether it has one.
  return isAsked || clientOf(config, clientKey)?.status === 'ready' ? 'no-endpoint' : 'not-asked'
}
