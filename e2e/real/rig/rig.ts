import type { Registrations } from './issuers.ts'
import type { People } from './people.ts'

export interface RigCluster {
  readonly url: string
  readonly auditPath: string
  readonly adminKubeconfigPath: string
  /** Of its API server. */
  readonly pid: number
}

/** The issuers send people back to the spare port over https, below this path. */
export const SPARE_BASE_URL = '/below/fairlead'

/** What stories know of everything that runs. Plain data: it goes from Playwright's set-up to its workers as JSON. */
export interface Rig {
  readonly fairleadUrl: string

  /** Those that Fairlead was started with. */
  readonly flags: readonly string[]
  /** The same, but for `-oidc-ca-file`. */
  readonly flagsWithoutCa: readonly string[]
  /** Those alone that name the clusters: `east` has no OIDC settings then. */
  readonly flagsWithoutOidc: readonly string[]
  /** For a Fairlead that a story starts itself. */
  readonly sparePort: number
  /** For it to listen with. */
  readonly tls: { readonly certPath: string; readonly keyPath: string }
  readonly logFolder: string
  readonly people: People
  readonly registrations: Registrations
  /** Authorization codes and opaque tokens that the issuers gave out, one a line. */
  readonly ledgerPath: string
  readonly issuerOutputPaths: { readonly nodeIssuer: string; readonly goIssuer: string }
  readonly clusters: { readonly east: RigCluster; readonly west: RigCluster }
  readonly kubectl: string
  /** PEM. It is in Fairlead's kubeconfig and must never show. */
  readonly adminKey: string
}

const VARIABLE = 'FAIRLEAD_INTEROP_RIG'

export function publishRig(rig: Rig): void {
  process.env[VARIABLE] = JSON.stringify(rig)
}

export function publishedRig(): Rig {
  const json = process.env[VARIABLE]
  if (json === undefined) throw new Error('The rig is not up: these stories are started by `npm run interop`')
  return JSON.parse(json) as Rig
}
