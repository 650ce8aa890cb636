// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { SignedIn } from '../../session/session.ts'
import { SessionNotice } from './session-notice.tsx'

beforeEach(() => sessionStorage.clear())
afterEach(cleanup)

const START_MS = new Date(2026, 10, 24, 13, 5).getTime()
const session: SignedIn = {
  status: 'signed-in',
  bearerToken: 't',
  receivedAtS: START_MS / 1000,
  expiresAtS: START_MS / 1000 + 3600,
  renewal: 'no-refresh-token',
}

function show(more: Partial<SignedIn> = {}) {
  const clock = createStore(() => START_MS)
  const wentOn: true[] = []
  const notice = (now: SignedIn) => (
    <SessionNotice session={now} issuerHost="id.example" clock={clock} onGoOn={() => wentOn.push(true)} />
  )
  const { rerender } = render(notice({ ...session, ...more }))
  return {
    user: userEvent.setup(),
    wentOn,
    becomes: (next: Partial<SignedIn>) => rerender(notice({ ...session, ...next })),
    atS: (passedS: number) => act(() => clock.setState(START_MS + passedS * 1000, true)),
  }
}

const said = () => screen.queryByRole('status')?.textContent

test('a session that renews itself is nothing to speak of', () => {
  const { atS } = show({ renewal: 'possible' })
  expect(said()).toBeUndefined()
  atS(3590)
  expect(said()).toBeUndefined()
})

test.each([
  ['no-refresh-token', /^Signed in until .*05.*id\.example gives no refresh token/],
  ['no-id-token', /renews without an ID token/],
  ['issuer-limit', /lasts no longer, by a limit at id\.example or here/],
  ['pasted', /the token that you pasted ends/],
] as const)('a session that ends with its token is told to: %s', (renewal, words) => {
  show({ renewal })
  expect(said()).toMatch(words)
})

test('a pasted token whose end nobody knows is no matter', () => {
  // As a token that is no JWT: without an end.
  const { expiresAtS: _, ...endless } = session
  const clock = createStore(() => START_MS)
  const opaque: SignedIn = { ...endless, renewal: 'pasted' }
  render(<SessionNotice session={opaque} issuerHost="" clock={clock} onGoOn={() => undefined} />)
  expect(said()).toBeUndefined()
})

test('what was read is not told again, not even by another page, until there is another end', async () => {
  const { user } = show()
  await user.click(screen.getByRole('button', { name: 'Got it' }))
  expect(said()).toBeUndefined()
  cleanup()
  // The end is counted anew after a reload, from whole seconds.
  show({ expiresAtS: START_MS / 1000 + 3599 })
  expect(said()).toBeUndefined()
  cleanup()
  show({ expiresAtS: START_MS / 1000 + 7200 })
  expect(said()).toMatch(/^Signed in until/)
})

test('from five minutes before the end it counts down, read or not, and offers to go on', async () => {
  const { user, wentOn, atS } = show()
  await user.click(screen.getByRole('button', { name: 'Got it' }))
  atS(3299)
  expect(said()).toBeUndefined()
  atS(3300)
  expect(screen.getByText('Your session ends in 5:00')).toBeTruthy()
  atS(3355)
  expect(screen.getByText('Your session ends in 4:05')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Go on' }))
  expect(wentOn).toHaveLength(1)
})

test('a screen reader is told once a minute, not once a second', () => {
  const { atS } = show()
  atS(3300)
  expect(said()).toBe('5 minutes left in this session.')
  atS(3301)
  expect(said()).toBe('5 minutes left in this session.')
  atS(3539)
  expect(said()).toBe('2 minutes left in this session.')
  atS(3540)
  expect(said()).toBe('Less than a minute left in this session.')
  atS(3545)
  expect(said()).toBe('Less than a minute left in this session.')
  expect(screen.getByText(/ends in 0:55/).getAttribute('aria-hidden')).toBe('true')
})

test('a pasted token that ends soon is followed by no redirect', () => {
  const { atS } = show({ renewal: 'pasted' })
  atS(3400)
  expect(screen.getByText(/^The token that you pasted ends in/)).toBeTruthy()
  expect(screen.queryByRole('button')).toBeNull()
})

test('a renewal that fails for now says why, in the language of who said it, and goes once it works', () => {
  const trouble = { code: 'ISSUER_UNREACHABLE', message: 'id.example does not answer.' } as const
  const { becomes } = show({ renewal: 'possible', trouble })
  expect(said()).toBe('The session cannot be renewed now: id.example does not answer. Trying again.')
  expect(screen.getByText('id.example does not answer.').lang).toBe('en')
  becomes({ renewal: 'possible' })
  expect(said()).toBeUndefined()
})

test('a sign-in that fails says why, keeps the countdown, and can be read', async () => {
  const signInFailure = { code: 'ISSUER_REFUSED', message: 'id.example did not sign you in.' } as const
  const { user, atS } = show({ signInFailure })
  atS(3300)
  expect(screen.getByText(/^The sign-in did not work/).textContent).toMatch(/did not sign you in\.$/)
  expect(screen.getByText('Your session ends in 5:00')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Go on' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Got it' }))
  expect(screen.queryByText(/^The sign-in did not work/)).toBeNull()
})
