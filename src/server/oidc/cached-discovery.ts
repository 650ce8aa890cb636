import { AppError } from '../../contract/app-error.ts'
import type { Discovery, IssuerMetadata } from './discovery.ts'

const FRESH_MS = 5 * 60_000
const USABLE_MS = 60 * 60_000
const FAILURE_REMEMBERED_MS = 2_000
const LONGEST_WAIT_MS = 3_000
/** For an issuer that failed before: one that is down must not hold up the page for the others. */
const LONGEST_WAIT_AFTER_FAILURE_MS = 700

type Unavailable = Extract<Discovery, { status: 'unavailable' }>

export interface CachedDiscovery {
  /** What is known now; asks the issuer where nothing is. Never rejects, and waits at most 3 seconds. */
  discover(): Promise<Discovery>
  /** The metadata that was last found, however long ago. Asks nobody. */
  lastKnown(): IssuerMetadata | undefined
}

/**
 * Remembers one issuer's metadata. Once it is no longer fresh it is asked for again in the background, on use;
 * an issuer that is down keeps its last metadata for an hour, and a failure is remembered for two seconds only.
 */
export function createCachedDiscovery(deps: {
  request: () => Promise<IssuerMetadata>
  issuer: string
  nowMs: () => number
  /** Told when the issuer is first found, fails, fails otherwise, or comes back. */
  onChange: (now: Discovery) => void
}): CachedDiscovery {
  let known: { metadata: IssuerMetadata; atMs: number } | undefined
  let failed: { discovery: Unavailable; atMs: number } | undefined
  let asking: Promise<Discovery> | undefined

  const ask = () => (asking ??= askIssuer().finally(() => (asking = undefined)))

  async function askIssuer(): Promise<Discovery> {
    try {
      const metadata = await deps.request()
      const discovery: Discovery = { status: 'ready', metadata }
      if (known === undefined || failed !== undefined) deps.onChange(discovery)
      known = { metadata, atMs: deps.nowMs() }
      failed = undefined
      return discovery
    } catch (error) {
      const discovery = { status: 'unavailable' as const, reason: asFinding(error, deps.issuer) }
      if (failed?.discovery.reason.message !== discovery.reason.message) deps.onChange(discovery)
      failed = { discovery, atMs: deps.nowMs() }
      return discovery
    }
  }

  const failedJustNow = () =>
    failed !== undefined && deps.nowMs() - failed.atMs < FAILURE_REMEMBERED_MS ? failed.discovery : undefined

  return {
    async discover() {
      const ageMs = known === undefined ? Infinity : deps.nowMs() - known.atMs
      if (known !== undefined && ageMs < USABLE_MS) {
        if (ageMs >= FRESH_MS && failedJustNow() === undefined) void ask()
        return { status: 'ready', metadata: known.metadata }
      }
      const waitMs = failed === undefined ? LONGEST_WAIT_MS : LONGEST_WAIT_AFTER_FAILURE_MS
      return failedJustNow() ?? within(waitMs, ask(), failed?.discovery ?? slow(deps.issuer))
    },
    lastKnown: () => known?.metadata,
  }
}

async function within(waitMs: number, answer: Promise<Discovery>, otherwise: Discovery): Promise<Discovery> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<Discovery>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), waitMs)
  })
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer))
}

function slow(issuer: string): Discovery {
  const message = `The issuer ${issuer} has not answered within ${LONGEST_WAIT_MS / 1000} seconds. Try again; if it stays so, check the way from here to it.`
  return { status: 'unavailable', reason: { code: 'ISSUER_UNREACHABLE', message } }
}

function asFinding(error: unknown, issuer: string) {
  if (error instanceof AppError) return { code: error.code, message: error.message }
  return {
    code: 'ISSUER_INVALID' as const,
    message: `The issuer ${issuer} gives metadata that cannot be used.`,
  }
}
