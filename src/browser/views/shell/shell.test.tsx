// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApp, SIGNED_IN } from '../app-fixture.tsx'
import { describeSessionEnd } from './describe-session-end.ts'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const banner = () => within(screen.getByRole('banner'))

test('the account menu says who one is, in which groups, and how long', async () => {
  await openApp('/c/prod/pods', { sessions: { prod: SIGNED_IN } })
  expect(banner().getByRole('button', { name: 'Account: ada@harbour.example' })).toBeTruthy()
  expect(banner().getByText('platform')).toBeTruthy()
  expect(banner().getByText(/You stay signed in until you sign out/)).toBeTruthy()
})

test('signing out says what else it ends, and opens the dialog', async () => {
  const { user, asked } = await openApp('/c/prod/pods', { sessions: { prod: SIGNED_IN } })
  expect(banner().getByText(/Also signs you out of team\/staging/)).toBeTruthy()
  await user.click(banner().getByRole('button', { name: 'Sign out' }))
  expect(asked.signOuts).toEqual(['prod'])
  expect(screen.getByRole('dialog', { name: 'Sign in to prod' })).toBeTruthy()
})

test('there is no account where one is not signed in', async () => {
  await openApp('/c/edge/pods', { sessions: { prod: SIGNED_IN } })
  expect(banner().queryByRole('button', { name: /^Account/ })).toBeNull()
})

test('the switcher leads to every cluster and says where one is signed in', async () => {
  await openApp('/c/prod/pods', { sessions: { prod: SIGNED_IN } })
  const link = (name: string) => banner().getByRole('link', { name })
  expect(link('signed in: prod').getAttribute('aria-current')).toBe('true')
  expect(link('not signed in: team/staging').getAttribute('href')).toBe('/c/team~2Fstaging/pods')
  expect(link('All clusters').getAttribute('href')).toBe('/')
})

test('switching clusters keeps what one looks at', async () => {
  await openApp('/c/prod/namespaces', { sessions: { prod: SIGNED_IN } })
  const edge = banner().getByRole('link', { name: 'not signed in: edge' })
  expect(edge.getAttribute('href')).toBe('/c/edge/namespaces')
})

test('choosing a colour scheme holds', async () => {
  const { user, colorScheme } = await openApp('/')
  await user.click(banner().getByRole('radio', { name: 'Dark' }))
  expect(colorScheme.choice.getState()).toBe('dark')
  expect(banner().getByRole<HTMLInputElement>('radio', { name: 'Dark' }).checked).toBe(true)
})

test('a session that nobody can renew says when it ends', () => {
  const expiresAtS = new Date(2026, 0, 1, 14, 32).getTime() / 1000
  const end = describeSessionEnd({ status: 'signed-in', bearerToken: 't', renewal: 'impossible', expiresAtS })
  expect(end).toMatch(/^Until .*32/)
})
