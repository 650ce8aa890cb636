// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { openApp, SIGNED_IN } from './app-fixture.tsx'
import { cluster, configOf } from './config-fixture.ts'

afterEach(cleanup)

const UNREACHABLE = { code: 'CONFIG_UNREACHABLE', message: 'No answer.' } as const

test('a cluster’s address leads to its pods, with query and fragment', async () => {
  await openApp('/c/prod?namespace=yard#row-7')
  expect(window.location.pathname + window.location.search + window.location.hash).toBe(
    '/c/prod/pods?namespace=yard#row-7',
  )
})

test('an unknown cluster has a page of its own, with a way on', async () => {
  const { user } = await openApp('/c/no~2Fsuch/pods')
  expect(screen.getByRole('heading', { name: 'Unknown cluster' })).toBeTruthy()
  expect(screen.getByText('no/such')).toBeTruthy()
  await user.click(screen.getByRole('link', { name: 'Back to clusters' }))
  expect(screen.getByRole('heading', { name: 'Clusters' })).toBeTruthy()
})

test('a broken cluster’s page says why it cannot be used', async () => {
  await openApp('/c/rusty/pods')
  expect(screen.getByRole('heading', { name: 'rusty cannot be used' })).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toContain('rusty has no server.')
})

test.each(['/c/prod/secrets', '/somewhere', '/c/prod/pods/deeper'])('%s is no page', async (path) => {
  await openApp(path)
  expect(screen.getByRole('heading', { name: 'There is no such page' })).toBeTruthy()
})

test('a backend that does not answer can be tried again', async () => {
  const { user, asked } = await openApp('/', { state: { status: 'config-unreachable', reason: UNREACHABLE } })
  expect(screen.getByRole('alert').textContent).toContain('CONFIG_UNREACHABLE')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(asked.reloads).toBe(1)
})

test('while a sign-in is completed the page says so', async () => {
  await openApp('/oidc-callback', { state: { status: 'completing-sign-in' } })
  expect(screen.getByRole('heading', { name: 'Signing you in…' })).toBeTruthy()
})

test('a failed sign-in is told as text, and can be tried again from where one was', async () => {
  const reason = { code: 'ISSUER_REFUSED', message: 'access_denied (<img src=x>)' } as const
  const { user } = await openApp('/oidc-callback', {
    baseUrl: '/fairlead',
    signInFailure: { reason, returnTo: '/fairlead/c/prod/pods?namespace=yard#row-7' },
  })
  expect(screen.getByRole('heading', { name: 'The sign-in did not work' })).toBeTruthy()
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toContain('access_denied (<img src=x>)')
  expect(alert.querySelector('img')).toBeNull()
  await user.click(screen.getByRole('link', { name: 'Try again' }))
  expect(screen.getByRole('dialog', { name: 'Sign in to prod' })).toBeTruthy()
  expect(window.location.href).toBe(`${window.location.origin}/fairlead/c/prod/pods?namespace=yard#row-7`)
})

test('a failed sign-in of an unknown attempt leads back to the clusters', async () => {
  const reason = { code: 'ATTEMPT_UNKNOWN', message: 'Not started here.' } as const
  await openApp('/oidc-callback', { signInFailure: { reason } })
  expect(screen.queryByRole('link', { name: 'Try again' })).toBeNull()
  expect(screen.getByRole('link', { name: 'Back to clusters' }).getAttribute('href')).toBe('/')
})

test('the callback’s address by itself is no page to stay on', async () => {
  await openApp('/oidc-callback')
  expect(window.location.pathname).toBe('/')
})

test('the tab’s title names the page and the cluster', async () => {
  await openApp('/c/prod/namespaces', { sessions: { prod: SIGNED_IN } })
  await waitFor(() => expect(document.title).toBe('Namespaces · prod · Fairlead'))
})

test('going to another page moves the focus to its heading', async () => {
  const { user } = await openApp('/c/prod/pods', { sessions: { prod: SIGNED_IN } })
  await user.click(screen.getByRole('link', { name: 'Namespaces' }))
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Namespaces', level: 1 }))
})

test('coming back from the issuer moves the focus to the heading; opening the page does not', async () => {
  const heading = () => screen.getByRole('heading', { name: 'Pods', level: 1 })
  await openApp('/c/prod/pods', { sessions: { prod: SIGNED_IN } })
  expect(document.activeElement).not.toBe(heading())
  cleanup()
  await openApp('/c/prod/pods', { sessions: { prod: SIGNED_IN }, cameBack: true })
  expect(document.activeElement).toBe(heading())
})

test('the skip link leads to the content without a trace in the address', async () => {
  const { user } = await openApp('/')
  await user.click(screen.getByRole('link', { name: 'Skip to content' }))
  expect(document.activeElement).toBe(screen.getByRole('main'))
  expect(window.location.hash).toBe('')
})

test('every page works below a base URL', async () => {
  const { user } = await openApp('/', { baseUrl: '/fairlead' })
  await user.click(screen.getByRole('link', { name: 'edge' }))
  expect(window.location.pathname).toBe('/fairlead/c/edge/pods')
})

test('a screen that throws leaves a way on', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { user, asked, table } = await openApp('/c/prod/pods', { sessions: { prod: SIGNED_IN } })
  table.setState(
    { status: 'ready', columns: [], rows: undefined as never, complete: true, watch: 'live' },
    true,
  )
  await user.click(await screen.findByRole('button', { name: 'Reload the page' }))
  expect(asked.reloads).toBe(1)
})

test('signing out of a cluster that is named “all” is no sign-out of all', async () => {
  const { user, asked } = await openApp('/c/all/pods', {
    config: configOf([cluster('all', 'id'), cluster('edge', 'other')]),
    sessions: { all: SIGNED_IN, edge: SIGNED_IN },
  })
  await user.click(screen.getByRole('button', { name: 'Sign out…', hidden: true }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Sign out of all' }))
  await user.click(dialog.getByRole('button', { name: 'Sign out' }))
  expect(asked.signOuts).toEqual([{ clusters: ['all'], atIssuer: false }])
})
