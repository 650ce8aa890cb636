import * as z from 'zod/mini'
import { clusterNameSchema } from '../../contract/cluster-name.ts'
import { revocationSchema } from '../../contract/relay.ts'
import type { SignOutReport } from './session.ts'
import type { TabStorage } from './tab-storage.ts'

const STORED_AS = 'sign-out'

const reportSchema = z.object({
  clusters: z.array(clusterNameSchema),
  issuer: z.exactOptional(z.string()),
  refreshToken: z.union([revocationSchema, z.literal('unknown')]),
  bearerEndsAtS: z.exactOptional(z.number()),
  atIssuer: z.enum(['ended', 'not-asked', 'no-endpoint', 'not-confirmed']),
})

const stepSchema = z.object({
  /** Any OIDC client that knows the end-session endpoint. */
  clientKey: z.string(),
  /** The reports that its answer is for: clients may share one issuer. */
  reports: z.array(z.number()),
})

const signOutSchema = z.object({
  reports: z.array(reportSchema),
  /** The issuer that the page left for, and the `state` with which it sends the person back. */
  current: z.exactOptional(z.object({ state: z.string(), ...stepSchema.shape })),
  remaining: z.array(stepSchema),
})

export type SignOutStep = z.infer<typeof stepSchema>

/** A sign-out, from one issuer to the next. */
export interface SignOutWalk {
  readonly reports: readonly SignOutReport[]
  readonly current?: SignOutStep & { state: string }
  readonly remaining: readonly SignOutStep[]
}

/** Remembers the last sign-out of this tab while the page is away, and across reloads. */
export interface SignOutMemory {
  read(): SignOutWalk | undefined
  store(walk: SignOutWalk): void
}

export function createSignOutMemory(storage: TabStorage): SignOutMemory {
  return {
    read() {
      const stored = signOutSchema.safeParse(storage.get(STORED_AS))
      return stored.success ? stored.data : undefined
    },
    store: (walk) => void storage.set(STORED_AS, walk),
  }
}

/** The walk once the issuer that it left for has sent the person back. */
export function withEndedStep({ reports, current, remaining }: SignOutWalk): SignOutWalk {
  const ended = (report: SignOutReport, index: number) =>
    current?.reports.includes(index) ? { ...report, atIssuer: 'ended' as const } : report
  return { reports: reports.map(ended), remaining }
}
