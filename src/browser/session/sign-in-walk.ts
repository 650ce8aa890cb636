import * as z from 'zod/mini'
import { findingSchema, type Finding } from '../../contract/finding.ts'
import type { TabStorage } from './tab-storage.ts'

const STORED_AS = 'sign-in-walk'

/** Signing in with one OIDC client after the other, from redirect to redirect. */
const walkSchema = z.object({
  returnTo: z.string(),
  /** The client that the page left for. */
  current: z.string(),
  remaining: z.array(z.string()),
  /** Why clients were skipped. */
  failures: z.array(z.object({ clientKey: z.string(), reason: findingSchema })),
})

export type SignInWalk = z.infer<typeof walkSchema>

/** Remembers the walk of this tab while the page is away. */
export interface SignInWalkMemory {
  read(): SignInWalk | undefined
  /** @returns whether it is stored; without that, nothing would go on after the redirect */
  store(walk: SignInWalk): boolean
  drop(): void
}

export function createSignInWalkMemory(storage: TabStorage): SignInWalkMemory {
  return {
    read() {
      const stored = walkSchema.safeParse(storage.get(STORED_AS))
      return stored.success ? stored.data : undefined
    },
    store: (walk) => storage.set(STORED_AS, walk),
    drop: () => storage.remove(STORED_AS),
  }
}

/** The walk after a step that failed. */
export const withFailure = (walk: SignInWalk, reason: Finding): SignInWalk => ({
  ...walk,
  failures: [...walk.failures, { clientKey: walk.current, reason }],
})

/** The walk's next step, or nothing at its end. A step that was taken is gone. */
export function nextStep(walk: SignInWalk): SignInWalk | undefined {
  const [current, ...remaining] = walk.remaining
  return current === undefined ? undefined : { ...walk, current, remaining }
}
