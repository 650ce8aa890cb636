import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../contract/cluster-name.ts'
import type { Config } from '../../contract/config.ts'
import type { ClusterApi } from '../kubernetes/cluster-api.ts'
import type { ReachabilityState } from '../kubernetes/watch-reachability.ts'
import { first as english } from '../messages/en/first.ts'
import type { Spoken } from '../messages/create-speech.ts'
import type { Session, Sessions, SessionState } from '../session/session.ts'

/** All that the screens need of the stages below them. `main.tsx` builds it once. */
export interface Stages {
  /** `''` or a path such as `/fairlead`. */
  readonly baseUrl: string
  readonly config: Config
  readonly sessionStore: StoreApi<SessionState>
  readonly sessions: Sessions
  /** Where this tab last left from for an issuer: path, query and fragment. For a sign-in that came back failed. */
  leftFrom(): string | undefined
  /** The same promise for each call with the same cluster. */
  clusterApi(cluster: ClusterName): Promise<ClusterApi>
  /** Asks the API server with a pasted token, and signs in with it. @throws AppError when it is refused */
  tryPastedToken(cluster: ClusterName, token: string): Promise<void>
  /** Which API servers the backend reaches, asked while somebody listens. */
  readonly reachability: StoreApi<ReachabilityState>
  /** Unix milliseconds, moving on once a second while somebody can see the page. */
  readonly clock: StoreApi<number>
  /** Path, query and fragment of the page, base URL included. */
  currentAddress(): string
  /** The whole page again, and with it the config. */
  reload(): void
}

export const StagesContext = createContext<Stages | undefined>(undefined)

export function useStages(): Stages {
  const stages = useContext(StagesContext)
  if (!stages) throw new Error('A screen was drawn before the config was there.')
  return stages
}

export const useSessions = () => useStore(useStages().sessionStore, (state) => state.sessions)

const SIGNED_OUT: Session = { status: 'signed-out' }

export const useSession = (cluster: ClusterName): Session => useSessions()[cluster] ?? SIGNED_OUT

/** What the page says, from before the config is there. Without a provider, as in a test of one part, it is English. */
export const SpeechContext = createContext<StoreApi<Spoken>>(
  createStore<Spoken>(() => ({ language: 'en', messages: english })),
)

const useSpoken = () => useStore(useContext(SpeechContext))
export const useMessages = () => useSpoken().messages
export const useLanguage = () => useSpoken().language
