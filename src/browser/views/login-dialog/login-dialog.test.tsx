// @vitest-environment happy-dom
import { cleanup, configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { clusterNameSchema } from '../../../contract/cluster-name.ts'
import type { SignInEntry } from '../cluster-entry.ts'
import { LoginDialog, type LoginDialogProps } from './login-dialog.tsx'

configure({ defaultHidden: true })
afterEach(cleanup)

const named = (name: string) => clusterNameSchema.parse(name)
const PROD: SignInEntry = {
  status: 'ready',
  method: 'oidc',
  name: named('prod'),
  server: 'api.example:6443',
  clientKey: 'id',
  issuer: 'https://id.example/realms/one',
  issuerHost: 'id.example',
  sharedWith: [named('team/staging')],
}
const LAB: SignInEntry = {
  status: 'ready',
  method: 'token',
  name: named('lab'),
  server: 'lab.example:6443',
  sharedWith: [],
}
const DARK: SignInEntry = {
  ...PROD,
  status: 'issuer-unavailable',
  reason: { code: 'ISSUER_UNREACHABLE', message: 'id.example does not answer.', remedy: 'Start it.' },
}

const ended = (
  code: 'SUBJECT_MISMATCH' | 'TOKEN_REFUSED' | 'OIDC_CLIENT_UNKNOWN',
  message: string,
  remedy?: string,
) => ({ status: 'signed-out', reason: { code, message, ...(remedy && { remedy }) } }) as const

const button = (name: string) => screen.getByRole('button', { name })
const queryButton = (name: string) => screen.queryByRole('button', { name })

function open(shown: Partial<LoginDialogProps> = {}) {
  const asked = {
    onSignIn: vi.fn(),
    onSignInAsSomeoneElse: vi.fn(),
    onCancel: vi.fn(),
    onReload: vi.fn(),
    onDismiss: vi.fn(),
  }
  const props: LoginDialogProps = {
    entry: PROD,
    session: { status: 'signed-out' },
    pastedTokens: true,
    tokenForm: (onCancel) => <button onClick={onCancel}>Cancel the form</button>,
    ...asked,
    ...shown,
  }
  const { rerender } = render(<LoginDialog {...props} />)
  return {
    asked,
    user: userEvent.setup(),
    turn: (session: LoginDialogProps['session']) => rerender(<LoginDialog {...props} session={session} />),
  }
}

test('it says which cluster, who will ask, what else it opens, and is ready for Enter', async () => {
  const { user, asked } = open()
  const dialog = within(screen.getByRole('dialog', { name: 'Sign in to prod' }))
  expect(dialog.getByText('api.example:6443')).toBeTruthy()
  expect(dialog.getByText('id.example').title).toBe('https://id.example/realms/one')
  expect(dialog.getByText('team/staging')).toBeTruthy()
  expect(dialog.getByText(/your password stays there.*until you sign out/)).toBeTruthy()
  expect(document.activeElement).toBe(button('Sign in'))
  await user.keyboard('{Enter}')
  expect(asked.onSignIn).toHaveBeenCalledExactlyOnceWith()
})

test('while the page leaves, the button says where to and asks no second time', async () => {
  const { user, asked } = open({ session: { status: 'signing-in' } })
  const leaving = button('Taking you to id.example…')
  await user.click(leaving)
  expect(leaving.getAttribute('aria-disabled')).toBe('true')
  expect(asked.onSignIn).not.toHaveBeenCalled()
  expect(queryButton('Use a token')).toBeNull()
})

test('why a session ended is told as text, with what to do and the code', () => {
  open({ session: ended('SUBJECT_MISMATCH', '<b>Over</b>', 'Sign in again.') })
  const alert = screen.getByRole('alert')
  expect(alert.textContent).toContain('<b>Over</b>')
  expect(alert.textContent).toContain('Sign in again.')
  expect(alert.textContent).toContain('SUBJECT_MISMATCH')
  expect(alert.querySelector('b')).toBeNull()
})

test('one can always sign in as someone else', async () => {
  const { user, asked } = open()
  await user.click(button('Sign in as someone else'))
  expect(asked.onSignInAsSomeoneElse).toHaveBeenCalledOnce()
})

test('whom the API server refuses is offered another account first, and once', async () => {
  const { user, asked } = open({ session: ended('TOKEN_REFUSED', 'Refused') })
  expect(document.activeElement).toBe(button('Sign in as someone else'))
  expect(button('Sign in as someone else').nextElementSibling).toBe(button('Sign in'))
  await user.keyboard('{Enter}')
  expect(asked.onSignInAsSomeoneElse).toHaveBeenCalledOnce()
})

test('settings that changed since the page was loaded are loaded anew by the one button', async () => {
  const { user, asked } = open({
    session: ended('OIDC_CLIENT_UNKNOWN', 'They have changed. Reload the page.'),
  })
  expect(queryButton('Sign in')).toBeNull()
  await user.click(button('Try again'))
  expect(asked.onReload).toHaveBeenCalledOnce()
})

test('an issuer that is unavailable says why, and can be tried again or done without', async () => {
  const { user, asked } = open({ entry: DARK })
  expect(screen.getByRole('alert').textContent).toContain('id.example does not answer.')
  expect(queryButton('Sign in')).toBeNull()
  expect(queryButton('Sign in as someone else')).toBeNull()
  expect(button('Use a token')).toBeTruthy()
  await user.click(button('Try again'))
  expect(asked.onReload).toHaveBeenCalledOnce()
})

test('a token can be used instead, and not', async () => {
  const { user } = open()
  await user.click(button('Use a token'))
  expect(queryButton('Sign in')).toBeNull()
  await user.click(button('Cancel the form'))
  expect(document.activeElement).toBe(button('Sign in'))
})

test('where pasted tokens are switched off nothing offers one', () => {
  open({ pastedTokens: false })
  expect(queryButton('Use a token')).toBeNull()
})

test('a cluster without an identity provider opens with the form, and leaving that leaves the dialog', async () => {
  const { user, asked } = open({ entry: LAB })
  expect(screen.queryByText('Identity provider')).toBeNull()
  await user.click(button('Cancel the form'))
  expect(asked.onDismiss).toHaveBeenCalledOnce()
})

test('while the window of the identity provider is open one can give up, or sign in on this page', async () => {
  const { user, asked, turn } = open()
  turn({ status: 'signing-in', window: 'open' })
  expect(screen.getByRole('status').textContent).toContain('The window of id.example is open…')
  expect(document.activeElement).toBe(button('Cancel'))
  await user.click(button('Sign in on this page instead'))
  expect(asked.onSignIn).toHaveBeenCalledExactlyOnceWith({ samePage: true })
  await user.click(button('Cancel'))
  expect(asked.onCancel).toHaveBeenCalledOnce()
})

test('once the window seems closed one can open it again, or sign in on this page', async () => {
  const { user, asked, turn } = open({ session: { status: 'signing-in', window: 'open' } })
  turn({ status: 'signing-in', window: 'closed' })
  expect(screen.getByRole('status').textContent).toContain('The window seems to be closed.')
  expect(document.activeElement).toBe(button('Open the window again'))
  await user.keyboard('{Enter}')
  await user.click(button('Sign in on this page instead'))
  expect(asked.onSignIn.mock.calls).toEqual([[], [{ samePage: true }]])
  await user.click(button('Cancel'))
  expect(asked.onCancel).toHaveBeenCalledOnce()
})

test('a sign-in that was given up leads back to its button', () => {
  const { turn } = open({ session: { status: 'signing-in', window: 'open' } })
  turn({ status: 'signed-out' })
  expect(document.activeElement).toBe(button('Sign in'))
})

test('closing the dialog, as Escape does, dismisses it; a link leads to the clusters', () => {
  const { asked } = open()
  expect(screen.getByRole('link', { name: 'Back to clusters' }).getAttribute('href')).toBe('/')
  screen.getByRole<HTMLDialogElement>('dialog').close()
  expect(asked.onDismiss).toHaveBeenCalledOnce()
})
