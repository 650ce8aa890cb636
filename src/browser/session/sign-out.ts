import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { ClientSessions } from './client-sessions.ts'
import type { OtherTabs } from './follow-other-tabs.ts'
import { isPasted, signedOutFor, type SessionRecords } from './session-records.ts'
import type { Sessions, SignOutReport } from './session.ts'
import { withEndedStep, type SignOutMemory, type SignOutStep, type SignOutWalk } from './sign-out-memory.ts'

/** Ends sessions here and at the issuers, and says what came of it. */
export interface SignOut {
  signOut: Sessions['signOut']
  /**
   * Takes up the way back from an issuer that was asked to end its session, or one that broke off there.
   *
   * @returns nothing where the address is none of a sign-out's
   */
  takeUp(callbackUrl: string): 'done' | 'leaving' | undefined
  /** Asks no further issuer: the person went on to something else. */
  breakOff(): void
}

export interface SignOutDeps {
  readonly config: Config
  readonly records: SessionRecords
  readonly signIn: SignIn
  readonly clients: ClientSessions
  readonly otherTabs: OtherTabs
  readonly memory: SignOutMemory
  nowMs(): number
  /** A value that nobody can guess. */
  newState(): string
  /** Told of each OIDC client that the person signs out of. */
  onSignOut(clientKey: string): void
}

export function createSignOut(deps: SignOutDeps): SignOut {
  const { config, records, signIn, clients, otherTabs, memory } = deps
  const hints = new Map<string, string>()

  const clientOf = (clientKey: string) => config.oidcClients.find(({ key }) => key === clientKey)

  const endpointOf = (clientKey: string) => {
    const client = clientOf(clientKey)
    return client?.status === 'ready' ? client.endSessionEndpoint : undefined
  }

  /** What is known of the issuer's own session before the page leaves for it. */
  function standingAtIssuer(clientKey: string, isAsked: boolean): SignOutReport['atIssuer'] {
    if (endpointOf(clientKey) !== undefined) return isAsked ? 'not-confirmed' : 'not-asked'
    // Of an issuer that does not answer nobody knows whether it has one.
    return isAsked || clientOf(clientKey)?.status === 'ready' ? 'no-endpoint' : 'not-asked'
  }

  function scopeOf(clusters: ClusterName | 'all'): {
    clientKeys: readonly string[]
    pasted: readonly ClusterName[]
  } {
    if (clusters === 'all')
      return { clientKeys: records.clientKeys.filter(mayHold), pasted: records.pasted() }
    if (isPasted(records.get(clusters))) return { clientKeys: [], pasted: [clusters] }
    return { clientKeys: [records.clientKeyOf(clusters)], pasted: [] }
  }

  const mayHold = (clientKey: string) =>
    signIn.mayRestore(clientKey) ||
    records.clustersOf(clientKey).some((cluster) => ['signed-in', 'restoring'].includes(statusOf(cluster)))

  const statusOf = (cluster: ClusterName) => records.get(cluster)?.status ?? 'signed-out'

  /** Forgets at once; the answer comes when the backend has tried to revoke. */
  async function endClient(clientKey: string, atIssuer: boolean): Promise<SignOutReport> {
    const clusters = records.clustersOf(clientKey).filter((cluster) => !isPasted(records.get(cluster)))
    const bearer = bearerEnd(clusters)
    const hint = signIn.idTokenHint(clientKey)
    if (hint !== undefined) hints.set(clientKey, hint)
    deps.onSignOut(clientKey)
    clients.end(clientKey)
    const ending = signIn.end(clientKey).catch(() => 'unknown' as const)
    otherTabs.ignoreWhile(clientKey, ending)
    const issuer = clientOf(clientKey)?.issuer
    return {
      clusters,
      ...(issuer !== undefined && { issuer }),
      refreshToken: await ending,
      ...bearer,
      atIssuer: standingAtIssuer(clientKey, atIssuer),
    }
  }

  async function endPasted(cluster: ClusterName): Promise<SignOutReport> {
    const bearer = bearerEnd([cluster])
    records.set(cluster, signedOutFor())
    return { clusters: [cluster], refreshToken: 'none', ...bearer, atIssuer: 'not-asked' }
  }

  function bearerEnd(clusters: readonly ClusterName[]): Pick<SignOutReport, 'bearerEndsAtS'> {
    for (const cluster of clusters) {
      const session = records.get(cluster)
      if (session?.status !== 'signed-in' || session.expiresAtS === undefined) continue
      if (session.expiresAtS * 1000 > deps.nowMs()) return { bearerEndsAtS: session.expiresAtS }
    }
    return {}
  }

  /** One step for each end-session endpoint; first where the ID token is still known, which the redirect forgets. */
  function stepsAtIssuers(clientKeys: readonly string[]): SignOutStep[] {
    const steps = new Map<string, SignOutStep>()
    const hintedFirst = clientKeys
      .map((clientKey, report) => ({ clientKey, report }))
      .sort((a, b) => Number(hints.has(b.clientKey)) - Number(hints.has(a.clientKey)))
    for (const { clientKey, report } of hintedFirst) {
      const endpoint = endpointOf(clientKey)
      if (endpoint === undefined) continue
      const { reports } = steps.get(endpoint) ?? { reports: [] }
      steps.set(endpoint, {
        clientKey: steps.get(endpoint)?.clientKey ?? clientKey,
        reports: [...reports, report],
      })
    }
    return [...steps.values()]
  }

  function walkOn(walk: SignOutWalk): 'done' | 'leaving' {
    const [step, ...remaining] = walk.remaining
    const current = step && { ...step, state: deps.newState() }
    memory.store({ reports: walk.reports, remaining, ...(current && { current }) })
    records.setSignOut(walk.reports)
    if (current === undefined) return 'done'
    const { clientKey, state } = current
    try {
      signIn.leaveForEndSession(clientKey, { state, idTokenHint: hints.get(clientKey) })
      return 'leaving'
    } catch {
      return walkOn({ reports: walk.reports, remaining })
    }
  }

  const breakOff = ({ reports }: SignOutWalk) => walkOn({ reports, remaining: [] })

  const before = memory.read()
  if (before) records.setSignOut(before.reports)

  return {
    async signOut({ clusters, atIssuer }) {
      const { clientKeys, pasted } = scopeOf(clusters)
      const reports = await Promise.all([
        ...clientKeys.map((clientKey) => endClient(clientKey, atIssuer)),
        ...pasted.map(endPasted),
      ])
      const done = walkOn({ reports, remaining: atIssuer ? stepsAtIssuers(clientKeys) : [] })
      hints.clear()
      return done
    },
    takeUp(callbackUrl) {
      const walk = memory.read()
      if (walk?.current === undefined) return undefined
      const params = new URL(callbackUrl).searchParams
      if (params.get('state') === walk.current.state) return walkOn(withEndedStep(walk))
      // No address of any issuer: the person came back by themselves, and the rest is left as it is.
      if (!params.has('state')) return breakOff(walk)
      return undefined
    },
    breakOff() {
      const walk = memory.read()
      if (walk?.current) breakOff(walk)
    },
  }
}
