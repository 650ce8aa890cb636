// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { clusterNameSchema } from '../../../contract/cluster-name.ts'
import type { SignOutChoice } from './sign-out-choices.tsx'
import { SignOutDialog, type SignOutDialogProps } from './sign-out-dialog.tsx'

afterEach(cleanup)

const named = (name: string) => clusterNameSchema.parse(name)

function openDialog(props: Partial<SignOutDialogProps> = {}) {
  const asked: SignOutChoice[] = []
  const dismissed: true[] = []
  render(
    <SignOutDialog
      cluster={named('prod')}
      sharedWith={[]}
      others={0}
      issuerHosts={['id.example']}
      pasted={false}
      onSignOut={(what) => asked.push(what)}
      onDismiss={() => dismissed.push(true)}
      {...props}
    />,
  )
  const dialog = screen.getByRole<HTMLDialogElement>('dialog')
  return { user: userEvent.setup(), asked, dismissed, dialog, within: within(dialog) }
}

test('Enter at once signs out of this cluster here, and nowhere else', async () => {
  const { user, asked, within } = openDialog({ others: 3 })
  expect(document.activeElement).toBe(within.getByRole('button', { name: 'Sign out' }))
  await user.keyboard('{Enter}')
  expect(asked).toEqual([{ clusters: 'this', atIssuer: false }])
})

test('what shares the sign-in is named, with no choice where nothing else is signed in', () => {
  const { within } = openDialog({ sharedWith: [named('team/staging'), named('edge')] })
  expect(within.getByText('team/staging and edge share this sign-in, and end with it.')).toBeTruthy()
  expect(within.queryByRole('radio')).toBeNull()
})

test('all clusters, and the issuers besides, can be chosen', async () => {
  const { user, asked, within } = openDialog({
    sharedWith: [named('edge')],
    others: 2,
    issuerHostsOfAll: ['id.example', 'other.example'],
  })
  expect(within.getByRole('radio', { name: 'prod and edge' })).toHaveProperty('checked', true)
  await user.click(within.getByRole('radio', { name: 'All clusters here' }))
  await user.click(within.getByRole('checkbox', { name: 'Also sign out at id.example and other.example' }))
  await user.click(within.getByRole('button', { name: 'Sign out' }))
  expect(asked).toEqual([{ clusters: 'all', atIssuer: true }])
})

test('an issuer that cannot end its session is said, and never asked', async () => {
  const { user, asked, within } = openDialog({ issuerHosts: [] })
  expect(within.queryByRole('checkbox')).toBeNull()
  expect(within.getByText(/cannot be told to end its own session/)).toBeTruthy()
  await user.click(within.getByRole('button', { name: 'Sign out' }))
  expect(asked).toEqual([{ clusters: 'this', atIssuer: false }])
})

test('an issuer that only the other clusters have is not asked for this one', async () => {
  const { user, asked, within } = openDialog({
    others: 1,
    issuerHosts: [],
    issuerHostsOfAll: ['other.example'],
  })
  await user.click(within.getByRole('radio', { name: 'All clusters here' }))
  await user.click(within.getByRole('checkbox'))
  await user.click(within.getByRole('radio', { name: 'Only prod' }))
  await user.click(within.getByRole('button', { name: 'Sign out' }))
  expect(asked).toEqual([{ clusters: 'this', atIssuer: false }])
})

test('of a pasted token no issuer is spoken', () => {
  const { within } = openDialog({ pasted: true, issuerHosts: [] })
  expect(within.getByText(/^The token that you pasted is forgotten here/)).toBeTruthy()
  expect(within.queryByText(/identity provider/)).toBeNull()
})

test('signing out of all needs no choice of clusters', async () => {
  const { user, asked } = openDialog({ cluster: undefined, others: 4 })
  expect(screen.getByRole('dialog', { name: 'Sign out of all clusters' })).toBeTruthy()
  expect(screen.queryByRole('radio')).toBeNull()
  await user.keyboard('{Enter}')
  expect(asked).toEqual([{ clusters: 'all', atIssuer: false }])
})

test('while it signs out the button says so, and asks no second time', async () => {
  const { user, asked, within } = openDialog()
  await user.click(within.getByRole('button', { name: 'Sign out' }))
  await user.click(within.getByRole('button', { name: 'Signing out…' }))
  expect(asked).toHaveLength(1)
})

test('Cancel and Escape end nothing', async () => {
  const { user, asked, dismissed, within, dialog } = openDialog()
  await user.click(within.getByRole('button', { name: 'Cancel' }))
  dialog.close()
  expect(dismissed).toHaveLength(2)
  expect(asked).toEqual([])
})
