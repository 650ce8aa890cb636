// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ISSUER_DOWN, named, openApp, SIGNED_IN } from '../app-fixture.tsx'

afterEach(cleanup)

const dialog = (name: string) => within(screen.getByRole('dialog', { name: `Sign in to ${name}` }))

test('going to a cluster that one is not signed in to opens its dialog, ready for Enter', async () => {
  await openApp('/c/prod/pods')
  const prod = dialog('prod')
  expect(prod.getByText('api.example:6443')).toBeTruthy()
  expect(prod.getByText('id.example')).toBeTruthy()
  expect(prod.getByText('team/staging')).toBeTruthy()
  expect(document.activeElement).toBe(prod.getByRole('button', { name: 'Sign in' }))
})

test('signing in keeps path, query and fragment as the place to return to', async () => {
  const { user, asked } = await openApp('/c/prod/pods?namespace=yard#row-7')
  await user.click(dialog('prod').getByRole('button', { name: 'Sign in' }))
  expect(asked.signIns).toEqual([['prod', '/c/prod/pods?namespace=yard#row-7']])
})

test('while the page leaves, the button says where to and asks no second time', async () => {
  const { user, asked } = await openApp('/c/prod/pods')
  await user.click(dialog('prod').getByRole('button', { name: 'Sign in' }))
  const leaving = dialog('prod').getByRole('button', { name: 'Taking you to id.example…' })
  await user.click(leaving)
  expect(leaving.getAttribute('aria-disabled')).toBe('true')
  expect(asked.signIns).toHaveLength(1)
})

test('why a session ended is told as text, with what to do and the code', async () => {
  const reason = { code: 'TOKEN_REFUSED', message: '<b>Refused</b>', remedy: 'Compare the issuer.' } as const
  await openApp('/c/prod/pods', { sessions: { prod: { status: 'signed-out', reason } } })
  const alert = dialog('prod').getByRole('alert')
  expect(alert.textContent).toContain('<b>Refused</b>')
  expect(alert.textContent).toContain('Compare the issuer.')
  expect(alert.textContent).toContain('TOKEN_REFUSED')
  expect(alert.querySelector('b')).toBeNull()
})

test('whom the API server refuses can sign in as someone else', async () => {
  const reason = { code: 'TOKEN_REFUSED', message: 'Refused' } as const
  const { user, asked } = await openApp('/c/prod/pods#row-7', {
    sessions: { prod: { status: 'signed-out', reason } },
  })
  expect(document.activeElement).toBe(dialog('prod').getByRole('button', { name: 'Sign in' }))
  await user.click(dialog('prod').getByRole('button', { name: 'Sign in as someone else' }))
  expect(asked.signIns).toEqual([['prod', '/c/prod/pods#row-7', 'login']])
})

test('for any other reason there is one way to sign in', async () => {
  const reason = { code: 'SESSION_ENDED', message: 'Ended' } as const
  await openApp('/c/prod/pods', { sessions: { prod: { status: 'signed-out', reason } } })
  expect(dialog('prod').queryByRole('button', { name: 'Sign in as someone else' })).toBeNull()
})

test('an issuer that is unavailable says why, and can be tried again', async () => {
  const { user, asked } = await openApp('/c/dark/pods')
  const dark = dialog('dark')
  expect(dark.getByRole('alert').textContent).toContain(ISSUER_DOWN.message)
  expect(dark.queryByRole('button', { name: 'Sign in' })).toBeNull()
  await user.click(dark.getByRole('button', { name: 'Try again' }))
  expect(asked.reloads).toBe(1)
})

test('the quiet way out leads back to the clusters', async () => {
  const { user } = await openApp('/c/prod/pods')
  await user.click(dialog('prod').getByRole('link', { name: 'Back to clusters' }))
  expect(screen.getByRole('heading', { name: 'Clusters' })).toBeTruthy()
  expect(window.location.pathname).toBe('/')
})

test('closing the dialog, as Escape does, leads back to the clusters too', async () => {
  await openApp('/c/prod/pods')
  screen.getByRole<HTMLDialogElement>('dialog').close()
  expect(await screen.findByRole('heading', { name: 'Clusters' })).toBeTruthy()
})

test('while a session is restored there is no dialog, and none once it is there', async () => {
  const { store } = await openApp('/c/prod/pods', { sessions: { prod: { status: 'restoring' } } })
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByText('Restoring your session…')).toBeTruthy()
  store.setState({ sessions: { [named('prod')]: SIGNED_IN } })
  expect(screen.queryByRole('dialog')).toBeNull()
})
