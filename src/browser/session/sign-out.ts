import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { endSessionEndpointOf, type SessionEndings } from './end-sessions.ts'
import type { PastedElsewhere } from './pasted-elsewhere.ts'
import { isPasted, type SessionRecords } from './session-records.ts'
import type { Sessions } from './session.ts'
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
  readonly endings: SessionEndings
  readonly pastedElsewhere: PastedElsewhere
  readonly memory: SignOutMemory
  /** A value that nobody can guess. */
  newState(): string
}

/** The last ID tokens, by OIDC client: in memory for as long as the page takes to leave. */
type IdTokenHints = ReadonlyMap<string, string>

export function createSignOut(deps: SignOutDeps): SignOut {
  const { config, records, signIn, endings, pastedElsewhere, memory } = deps

  function scopeOf(clusters: readonly ClusterName[] | 'all'): {
    clientKeys: readonly string[]
    pasted: readonly ClusterName[]
  } {
    if (clusters === 'all')
      return { clientKeys: records.clientKeys.filter(mayHold), pasted: records.pasted() }
    const isByToken = (cluster: ClusterName) => isPasted(records.get(cluster))
    const byClient = clusters.filter((cluster) => !isByToken(cluster)).map(records.clientKeyOf)
    return { clientKeys: [...new Set(byClient)], pasted: clusters.filter(isByToken) }
  }

  const mayHold = (clientKey: string) =>
    signIn.mayRestore(clientKey) ||
    records.clustersOf(clientKey).some((cluster) => ['signed-in', 'restoring'].includes(statusOf(cluster)))

  const statusOf = (cluster: ClusterName) => records.get(cluster)?.status ?? 'signed-out'

  function hintsOf(clientKeys: readonly string[]): IdTokenHints {
    const hints = new Map<string, string>()
    for (const clientKey of clientKeys) {
      const hint = signIn.idTokenHint(clientKey)
      if (hint !== undefined) hints.set(clientKey, hint)
    }
    return hints
  }

  /** One step for each end-session endpoint; first where the ID token is still known, which the redirect forgets. */
  function stepsAtIssuers(clientKeys: readonly string[], hints: IdTokenHints): SignOutStep[] {
    const steps = new Map<string, SignOutStep>()
    const hintedFirst = clientKeys
      .map((clientKey, report) => ({ clientKey, report }))
      .sort((a, b) => Number(hints.has(b.clientKey)) - Number(hints.has(a.clientKey)))
    for (const { clientKey, report } of hintedFirst) {
      const endpoint = endSessionEndpointOf(config, clientKey)
      if (endpoint === undefined) continue
      const { reports } = steps.get(endpoint) ?? { reports: [] }
      steps.set(endpoint, {
        clientKey: steps.get(endpoint)?.clientKey ?? clientKey,
        reports: [...reports, report],
      })
    }
    return [...steps.values()]
  }

  function walkOn(walk: SignOutWalk, hints?: IdTokenHints): 'done' | 'leaving' {
    const [step, ...remaining] = walk.remaining
    const current = step && { ...step, state: deps.newState() }
    memory.store({ reports: walk.reports, remaining, ...(current && { current }) })
    records.setSignOut(walk.reports)
    if (current === undefined) return 'done'
    const { clientKey, state } = current
    try {
      signIn.leaveForEndSession(clientKey, { state, idTokenHint: hints?.get(clientKey) })
      return 'leaving'
    } catch {
      return walkOn({ reports: walk.reports, remaining }, hints)
    }
  }

  const breakOff = ({ reports }: SignOutWalk) => walkOn({ reports, remaining: [] })

  const before = memory.read()
  if (before) records.setSignOut(before.reports)

  return {
    async signOut({ clusters, atIssuer }) {
      const { clientKeys, pasted } = scopeOf(clusters)
      // Before the sessions end, and these are forgotten.
      const hints = hintsOf(clientKeys)
      const ending = clientKeys.map((clientKey) => endings.endClient(clientKey, atIssuer))
      const forgotten = pasted.map(endings.endPasted)
      pastedElsewhere.end(clusters === 'all' ? records.clusters : clusters)
      const reports = [...(await Promise.all(ending)), ...forgotten]
      return walkOn({ reports, remaining: atIssuer ? stepsAtIssuers(clientKeys, hints) : [] }, hints)
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
