// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { configSchema } from '../../../contract/config.ts'
import { cluster, CONFIG, ISSUER_DOWN, openApp, SIGNED_IN } from '../app-fixture.tsx'

afterEach(cleanup)

const row = (name: string) => within(screen.getByRole('listitem', { name }))

test('each cluster shows its API server, its identity provider and how one stands with it', async () => {
  await openApp('/', { sessions: { prod: SIGNED_IN, edge: { status: 'restoring' } } })
  const prod = screen.getByRole('listitem', { name: 'prod' }).textContent
  expect(prod).toContain('API server api.example:6443')
  expect(prod).toContain('Identity provider id.example')
  expect(row('prod').getByText('Signed in as ada@harbour.example')).toBeTruthy()
  expect(row('team/staging').getByText('Not signed in')).toBeTruthy()
  expect(row('edge').getByText('Restoring…')).toBeTruthy()
})

test('clusters that one sign-in opens say so', async () => {
  await openApp('/')
  expect(row('prod').getByTitle('One sign-in opens prod, team/staging')).toBeTruthy()
  expect(row('edge').queryByText(/shared/)).toBeNull()
})

test('signing in from the list leads to the pods of that cluster', async () => {
  const { user, asked } = await openApp('/', { baseUrl: '/fairlead' })
  await user.click(screen.getByRole('button', { name: 'Sign in to team/staging' }))
  expect(asked.signIns).toEqual([['team/staging', '/fairlead/c/team~2Fstaging/pods']])
  expect(row('team/staging').getByText('Taking you to id.example…')).toBeTruthy()
})

test('one can open a cluster that one is signed in to, and sign out of it', async () => {
  const { user, asked } = await openApp('/', { sessions: { prod: SIGNED_IN } })
  expect(row('prod').getByRole('link', { name: 'Open prod' }).getAttribute('href')).toBe('/c/prod')
  await user.click(row('prod').getByRole('button', { name: 'Sign out of prod' }))
  expect(asked.signOuts).toEqual(['prod'])
})

test('a cluster that cannot be used says why, beside those that can', async () => {
  await openApp('/')
  expect(row('rusty').getByText('Cannot be used')).toBeTruthy()
  expect(row('rusty').getByText('rusty has no server.')).toBeTruthy()
  expect(row('rusty').queryByRole('button')).toBeNull()
  expect(row('dark').getByText(ISSUER_DOWN.remedy)).toBeTruthy()
  expect(row('prod').getByRole('button', { name: 'Sign in to prod' })).toBeTruthy()
})

test('why a session ended is told in the list too', async () => {
  const reason = { code: 'SESSION_ENDED', message: 'Your session has ended.' } as const
  await openApp('/', { sessions: { prod: { status: 'signed-out', reason } } })
  expect(row('prod').getByRole('alert').textContent).toContain('Your session has ended.')
})

test('many clusters can be searched by name, server and identity provider', async () => {
  const many = Array.from({ length: 12 }, (_, index) =>
    cluster(`cluster-${index}`, index === 7 ? 'other' : 'id'),
  )
  const { user } = await openApp('/', { config: configSchema.parse({ ...CONFIG, clusters: many }) })
  await user.type(screen.getByRole('searchbox', { name: 'Find a cluster' }), 'other.exam')
  expect(screen.getAllByRole('listitem', { name: /^cluster-/ })).toHaveLength(1)
  await user.type(screen.getByRole('searchbox'), 'zzz')
  expect(screen.getByText(/No cluster matches/)).toBeTruthy()
})

test('a few clusters need no search', async () => {
  await openApp('/')
  expect(screen.queryByRole('searchbox')).toBeNull()
})

test('without any cluster the page says what to do', async () => {
  await openApp('/', { config: configSchema.parse({ version: '1', clusters: [], oidcClients: [] }) })
  expect(screen.getByRole('heading', { name: 'No clusters yet' })).toBeTruthy()
  expect(screen.getByText('-in-cluster')).toBeTruthy()
})
