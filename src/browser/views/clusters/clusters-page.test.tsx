// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ReachabilityState } from '../../kubernetes/watch-reachability.ts'
import { ADA, FOUR, IN_TROUBLE, NOW_MS, openBoard, row, signedIn } from './board-fixture.tsx'
import { cluster, ISSUER_DOWN } from '../config-fixture.ts'

afterEach(cleanup)

const focused = () => document.activeElement?.getAttribute('aria-label')
const REASON = { code: 'CLUSTER_UNREACHABLE', message: 'api.example:6443 does not answer.' } as const

test('each cluster shows its API server, its identity provider and how one stands with it', () => {
  openBoard({ sessions: { prod: signedIn(600), edge: { status: 'restoring' } } })
  const prod = screen.getByRole('listitem', { name: 'prod' }).textContent
  expect(prod).toContain('API server api.example:6443')
  expect(prod).toContain('Identity provider id.example')
  expect(row('prod').getByText('Signed in as ada@harbour.example')).toBeTruthy()
  expect(row('team/staging').getByText('Not signed in')).toBeTruthy()
  expect(row('edge').getByText('Restoring…')).toBeTruthy()
  expect(row('lab').getByText('none: bring a token')).toBeTruthy()
})

test('clusters that one sign-in opens name the other one, or say how many they are', () => {
  openBoard({ clusters: [...FOUR, cluster('far', 'down'), cluster('near', 'down'), cluster('here', 'down')] })
  expect(row('prod').getByTitle('One sign-in opens prod, team/staging').textContent).toBe(
    'Same sign-in as team/staging',
  )
  expect(row('edge').queryByText(/One sign-in/)).toBeNull()
  expect(row('far').getByTitle('One sign-in opens far, near, here').textContent).toBe(
    'One sign-in opens 3 clusters',
  )
})

test('where nothing ends no end is spoken of', () => {
  openBoard({ sessions: { prod: signedIn(600) } })
  const textOf = (name: string) => screen.getByRole('listitem', { name }).textContent
  expect(textOf('prod')).toContain('Ends Renews by itself')
  expect(textOf('edge')).not.toContain('Ends')
})

test('one signs in to a cluster, opens it, and signs out of it', async () => {
  const { user, asked } = openBoard({ sessions: { prod: signedIn(600) } })
  await user.click(screen.getByRole('button', { name: 'Sign in to team/staging' }))
  expect(asked.onSignIn).toHaveBeenCalledExactlyOnceWith('team/staging')
  expect(row('prod').getByRole('link', { name: 'Open prod' }).getAttribute('href')).toBe('/c/prod')
  await user.click(row('prod').getByRole('button', { name: 'Sign out of prod' }))
  expect(asked.onSignOut).toHaveBeenCalledExactlyOnceWith('prod')
})

test('to a cluster without an identity provider one signs in on its page, where the form for a token is', () => {
  openBoard()
  const signIn = row('lab').getByRole('link', { name: 'Sign in to lab' })
  expect(signIn.getAttribute('href')).toBe('/c/lab')
})

test('a sign-in under way is told, and asked for no second time', async () => {
  const { user, asked } = openBoard({ sessions: { prod: { status: 'signing-in' } } })
  expect(row('prod').getByText('Taking you to id.example…')).toBeTruthy()
  await user.click(row('prod').getByRole('button', { name: 'Sign in to prod' }))
  expect(asked.onSignIn).not.toHaveBeenCalled()
})

test('a sign-in in a window can be given up, and begun again once the window is closed', async () => {
  const { user, asked, turn } = openBoard({ sessions: { prod: { status: 'signing-in', window: 'open' } } })
  expect(row('prod').getByText('The window of id.example is open…')).toBeTruthy()
  await user.click(row('prod').getByRole('button', { name: 'Cancel the sign-in to prod' }))
  expect(asked.onCancelSignIn).toHaveBeenCalledExactlyOnceWith('prod')
  turn('prod', { status: 'signing-in', window: 'closed' })
  await user.click(row('prod').getByRole('button', { name: 'Sign in to prod' }))
  expect(asked.onSignIn).toHaveBeenCalledExactlyOnceWith('prod')
})

test('of many groups the first show, those of people before those of Kubernetes; the rest on demand', async () => {
  const identity = { username: 'ada', groups: ['system:authenticated', 'a', 'b', 'c'] }
  const { user } = openBoard({ sessions: { prod: signedIn(600, { identity }) } })
  expect(row('prod').getByText('a, b')).toBeTruthy()
  expect(row('prod').queryByText('c')).toBeNull()
  await user.click(row('prod').getByRole('button', { name: '+2 more groups in prod' }))
  expect(row('prod').getByRole('list', { name: 'Groups' }).textContent).toBe('abcsystem:authenticated')
})

test('a session that renews itself says so, and its token counts down in minutes', () => {
  const { pass } = openBoard({ sessions: { prod: signedIn(130) } })
  expect(row('prod').getByText('Renews by itself')).toBeTruthy()
  expect(row('prod').getByText('token: 2 min left')).toBeTruthy()
  pass(100)
  expect(row('prod').getByText('token: under 1 min left')).toBeTruthy()
  pass(100)
  expect(row('prod').getByText('token is over')).toBeTruthy()
})

test('a session that does not renew itself says until when and why, and near the end offers to go on', async () => {
  const { user, asked, pass } = openBoard({
    sessions: { edge: signedIn(2 * 3600 + 300, { renewal: 'no-refresh-token' }) },
  })
  expect(row('edge').getByText('2 hr 5 min left')).toBeTruthy()
  await user.click(row('edge').getByRole('button', { name: 'does not renew' }))
  expect(row('edge').getByText(/^other.example gave no refresh token/)).toBeTruthy()
  expect(row('edge').queryByRole('button', { name: /again/ })).toBeNull()
  pass(2 * 3600)
  expect(row('edge').getByText('5 min left')).toBeTruthy()
  await user.click(row('edge').getByRole('button', { name: 'Sign in again to edge' }))
  expect(asked.onSignIn).toHaveBeenCalledExactlyOnceWith('edge')
  pass(200)
  expect(row('edge').getByText('100 sec left')).toBeTruthy()
})

test('a renewal that fails for now says so, and why', async () => {
  const { user } = openBoard({ sessions: { prod: signedIn(50, { trouble: ISSUER_DOWN }) } })
  expect(row('prod').getByText('Renewal fails')).toBeTruthy()
  await user.click(row('prod').getByRole('button', { name: '50 sec left' }))
  expect(row('prod').getByRole('alert').textContent).toContain(ISSUER_DOWN.message)
})

test('a pasted token of which nobody knows the end is not said to end', () => {
  const { expiresAtS: _, ...pasted } = signedIn(0, { renewal: 'pasted' })
  openBoard({ sessions: { lab: pasted } })
  expect(row('lab').getByText('End unknown')).toBeTruthy()
  expect(row('lab').queryByRole('button', { name: /again/ })).toBeNull()
})

test('an API server says since when it is reached or not, and why not', async () => {
  const { user } = openBoard({
    reachability: {
      prod: { status: 'reachable', sinceMs: NOW_MS - 3_600_000 },
      edge: { status: 'unreachable', sinceMs: NOW_MS - 300_000, reason: REASON },
    },
  })
  expect(row('prod').getByText(/^Reachable since .*00/)).toBeTruthy()
  expect(row('team/staging').queryByText(/eachable/)).toBeNull()
  await user.click(row('edge').getByRole('button', { name: /^Unreachable since .*55/ }))
  expect(row('edge').getByRole('alert').textContent).toContain(REASON.message)
})

test('a cluster that cannot be used says why, beside those that can', async () => {
  const { user, asked } = openBoard({ clusters: [...FOUR, ...IN_TROUBLE] })
  expect(row('rusty').getByText('Cannot be used')).toBeTruthy()
  expect(row('rusty').getByText('rusty has no server.')).toBeTruthy()
  expect(row('rusty').queryByRole('button')).toBeNull()
  expect(row('dark').getByText(ISSUER_DOWN.remedy)).toBeTruthy()
  await user.click(row('dark').getByRole('button', { name: 'Try again: dark' }))
  expect(asked.onReload).toHaveBeenCalledOnce()
})

test('what ended several sessions is told once, and the others point there', () => {
  const reason = { code: 'SESSION_ENDED', message: 'Your session has ended.' } as const
  const ended = { status: 'signed-out', reason } as const
  openBoard({ sessions: { prod: ended, 'team/staging': ended } })
  expect(row('prod').getByRole('alert').textContent).toContain('Your session has ended.')
  expect(row('team/staging').queryByRole('alert')).toBeNull()
  expect(row('team/staging').getByText('Same reason as prod')).toBeTruthy()
  expect(row('prod').getByText('Not signed in').closest('[data-tone]')?.getAttribute('data-tone')).toBe(
    'quiet',
  )
})

test('a line sums up how one stands with all of them', () => {
  openBoard({
    clusters: [...FOUR, ...IN_TROUBLE],
    sessions: { prod: signedIn(600), 'team/staging': signedIn(600) },
    reachability: { edge: { status: 'unreachable', sinceMs: NOW_MS, reason: REASON } },
  })
  expect(screen.getByText('2 of 7 signed in, 1 unreachable, 1 cannot be used')).toBeTruthy()
})

test('nobody is counted as signed in or not before it is known', () => {
  const { turn } = openBoard({ sessions: { prod: signedIn(600), edge: { status: 'restoring' } } })
  expect(screen.queryByText(/of 4 signed in/)).toBeNull()
  turn('edge', signedIn(600))
  expect(screen.getByText('2 of 4 signed in')).toBeTruthy()
})

test('while the backend is silent the board says so', () => {
  const { reachability } = openBoard()
  const becomes = (backend: ReachabilityState['backend']) =>
    act(() => reachability.setState((before) => ({ ...before, backend })))
  const told = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
  expect(told()).toEqual(['', ''])
  becomes('silent')
  expect(told()).toContain('Fairlead’s backend does not answer; trying again')
  becomes('answers')
  expect(told()).toEqual(['', ''])
})

test('one signs in to all where that takes more than one sign-in', async () => {
  const { user, asked, turn } = openBoard()
  await user.click(screen.getByRole('button', { name: 'Sign in to all' }))
  expect(asked.onSignInToAll).toHaveBeenCalledOnce()
  turn('edge', signedIn(600))
  expect(screen.queryByRole('button', { name: 'Sign in to all' })).toBeNull()
})

test('one signs out of all where one is signed in', async () => {
  const { user, asked, turn } = openBoard()
  expect(screen.queryByRole('button', { name: 'Sign out of all' })).toBeNull()
  turn('edge', signedIn(600))
  await user.click(screen.getByRole('button', { name: 'Sign out of all' }))
  expect(asked.onSignOutOfAll).toHaveBeenCalledOnce()
})

test('many clusters can be searched by name, issuer, person and group, in several words', async () => {
  const many = Array.from({ length: 12 }, (_, index) =>
    cluster(`cluster-${index}`, index === 7 ? 'other' : 'id'),
  )
  const { user } = openBoard({ clusters: many, sessions: { 'cluster-7': signedIn(600) } })
  const found = async (wanted: string) => {
    await user.clear(screen.getByRole('searchbox', { name: 'Find a cluster' }))
    if (wanted) await user.paste(wanted)
    return screen.queryAllByText(/^cluster-/).length
  }
  expect(await found('other.exam')).toBe(1)
  expect(screen.getByText('1 cluster found')).toBeTruthy()
  expect(await found('ADA cluster')).toBe(1)
  expect(await found('platform')).toBe(1)
  expect(await found('cluster-1')).toBe(3)
  expect(await found('platform cluster-1')).toBe(0)
  await user.click(screen.getByRole('button', { name: 'Clear the search' }))
  expect(screen.getAllByText(/^cluster-/)).toHaveLength(12)
})

test('a few clusters need no search, and one no sum', () => {
  openBoard({ clusters: [cluster('prod')] })
  expect(screen.queryByRole('searchbox')).toBeNull()
  expect(screen.queryByText(/of 1 signed in/)).toBeNull()
})

test('a keyboard goes to the search, from row to row, and acts with Enter', async () => {
  const { user, asked } = openBoard({
    clusters: [...FOUR, ...IN_TROUBLE],
    sessions: { prod: signedIn(600) },
  })
  await user.keyboard('/')
  expect(document.activeElement).toBe(screen.getByRole('searchbox'))
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('')
  await user.keyboard('{ArrowDown}')
  expect(focused()).toBe('Open prod')
  await user.keyboard('j{ArrowDown}k')
  expect(focused()).toBe('Sign in to team/staging')
  await user.keyboard('{Enter}')
  expect(asked.onSignIn).toHaveBeenCalledExactlyOnceWith('team/staging')
  await user.keyboard('jjjjjj')
  expect(focused()).toBe('rusty')
  await user.keyboard('kkkkkkk')
  expect(document.activeElement).toBe(screen.getByRole('searchbox'))
})

test('keys that belong to something else are left to it', async () => {
  const { user } = openBoard({ clusters: [...FOUR, ...IN_TROUBLE] })
  await user.keyboard('{Control>}j{/Control}')
  expect(document.activeElement).toBe(document.body)
  await user.type(screen.getByRole('searchbox'), 'jk/')
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('jk/')
})

test('a keyboard stays at its row when what it did replaces the button', async () => {
  const { user, turn } = openBoard({ sessions: { prod: signedIn(600) } })
  await user.click(screen.getByRole('button', { name: 'Sign out of prod' }))
  turn('prod', { status: 'signed-out' })
  expect(focused()).toBe('Sign in to prod')
})

test('a second that changes no word draws nothing, and a session its own row alone', () => {
  let drawn = 0
  const counted = () => {
    const { identity: _, ...rest } = signedIn(600.5)
    return {
      ...rest,
      get identity() {
        drawn++
        return ADA
      },
    }
  }
  const names = Array.from({ length: 8 }, (_, index) => `cluster-${index}`)
  const { pass, turn } = openBoard({
    clusters: names.map((name) => cluster(name)),
    sessions: Object.fromEntries(names.map((name) => [name, counted()])),
  })
  expect(drawn).toBeGreaterThan(0)
  drawn = 0
  pass(1)
  turn('cluster-3', { status: 'restoring' })
  expect(row('cluster-3').getByText('Restoring…')).toBeTruthy()
  expect(drawn).toBe(0)
})

test('without any cluster the page says what to do', () => {
  openBoard({ clusters: [] })
  expect(screen.getByRole('heading', { name: 'No clusters yet' })).toBeTruthy()
  expect(screen.getByText('-in-cluster')).toBeTruthy()
})

test('a sign-in that fails beside a session that goes on says why', () => {
  openBoard({ sessions: { prod: signedIn(3600, { signInFailure: ISSUER_DOWN }) } })
  expect(row('prod').getByText(/^Signed in as/)).toBeTruthy()
  expect(row('prod').getByRole('alert').textContent).toContain('does not answer')
})
