import { act, configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import {
  NOTHING_KNOWN,
  type ClusterReachability,
  type ReachabilityState,
} from '../../kubernetes/watch-reachability.ts'
import type { Session, SessionState, SignedIn } from '../../session/session.ts'
import { clusterEntries } from '../cluster-entry.ts'
import { BROKEN, cluster, configOf } from '../config-fixture.ts'
import { ClustersPage } from './clusters-page.tsx'

// Nothing on the board is in the page and hidden; finding that out anew takes most of a test's time.
configure({ defaultHidden: true })

export const NOW_MS = new Date(2026, 4, 4, 14, 0).getTime()
const NOW_S = NOW_MS / 1000

export const ADA = { username: 'ada@harbour.example', groups: ['system:authenticated', 'platform'] }

export const signedIn = (leftS: number, more: Partial<SignedIn> = {}): SignedIn => ({
  status: 'signed-in',
  bearerToken: 'token',
  expiresAtS: NOW_S + leftS,
  renewal: 'possible',
  identity: ADA,
  ...more,
})

/** Two clusters that share a client, one of another client, one for pasted tokens. */
export const FOUR = [
  cluster('prod'),
  cluster('team/staging'),
  cluster('edge', 'other'),
  { ...cluster('lab'), signIn: { method: 'token' } },
]

/** Two whose issuer is down, and one that is broken. */
export const IN_TROUBLE = [cluster('dark', 'down'), cluster('dim', 'down'), BROKEN]

/** The board, with the sessions and the clock in the test's hands, and what it asked for. */
export function openBoard(
  options: {
    clusters?: object[]
    sessions?: Record<string, Session>
    reachability?: Record<string, ClusterReachability>
  } = {},
) {
  const sessions = createStore<SessionState>(() => ({ sessions: options.sessions ?? {} }))
  const clock = createStore(() => NOW_MS)
  const reachability = createStore<ReachabilityState>(() => ({
    ...NOTHING_KNOWN,
    clusters: options.reachability ?? {},
  }))
  const asked = {
    onSignIn: vi.fn(),
    onCancelSignIn: vi.fn(),
    onSignOut: vi.fn(),
    onSignInToAll: vi.fn(),
    onSignOutOfAll: vi.fn(),
    onReload: vi.fn(),
  }
  const entries = clusterEntries(configOf(options.clusters ?? FOUR))
  function Board() {
    const state = useStore(sessions)
    // Functions of their own in every drawing, as a route has them.
    const intents = Object.fromEntries(
      Object.entries(asked).map(([name, ask]) => [name, (...of: unknown[]) => void ask(...of)]),
    ) as unknown as typeof asked
    return <ClustersPage {...{ entries, clock, reachability }} sessions={state.sessions} {...intents} />
  }
  render(<Board />)
  return {
    user: userEvent.setup(),
    asked,
    reachability,
    pass: (seconds: number) => act(() => clock.setState(clock.getState() + seconds * 1000, true)),
    turn: (name: string, session: Session) =>
      act(() => sessions.setState(({ sessions }) => ({ sessions: { ...sessions, [name]: session } }))),
  }
}

export const row = (name: string) => within(screen.getByRole('listitem', { name }))
