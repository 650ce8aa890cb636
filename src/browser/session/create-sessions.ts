import type { StoreApi } from 'zustand/vanilla'
import type { Config } from '../../contract/config.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { Sessions, SessionState } from './session.ts'
import type { Timers } from './timers.ts'

export interface SessionsDeps {
  readonly config: Config
  readonly signIn: SignIn
  nowMs?(): number
  readonly timers?: Timers
  /** Sessions are renewed ahead of time only while someone looks at the page. */
  readonly page?: Pick<Document, 'visibilityState' | 'addEventListener'>
}

export function createSessions(deps: SessionsDeps): { store: StoreApi<SessionState>; sessions: Sessions } {
  throw new Error(`not built yet ${deps.config.version}`)
}
