// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { LiveTable } from '../../kubernetes/cluster-api.ts'
import { openApp, SIGNED_IN } from '../app-fixture.tsx'
import { pod, tableOf } from './pods-fixture.ts'

afterEach(cleanup)

async function openTable(path: string, state: LiveTable) {
  const app = await openApp(path, { sessions: { prod: SIGNED_IN } })
  await waitFor(() => expect(app.opened).not.toEqual([]))
  const now = (next: LiveTable) => act(() => app.table.setState(next, true))
  now(state)
  return { ...app, now }
}

const PODS = tableOf([
  pod('berth', 'planner-1', 'Running', '0', 200),
  pod('yard', 'crane-1', 'CrashLoopBackOff', '12', 60),
])
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).queryAllByRole('cell')[0]?.textContent)
    .filter(Boolean)

test('pods of all namespaces say which one, and how old they are', async () => {
  const { opened } = await openTable('/c/prod/pods', PODS)
  expect(opened[0]).toEqual({ groupVersion: '/api/v1', resource: 'pods' })
  const planner = within(screen.getByRole('row', { name: /planner-1/ }))
  expect(planner.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
    'planner-1',
    'berth',
    '1/1',
    'Running',
    '0',
    '3m20s',
  ])
})

test('one namespace needs no column for it', async () => {
  const { opened } = await openTable('/c/prod/pods?namespace=yard', PODS)
  expect(opened[0]).toMatchObject({ namespace: 'yard' })
  expect(screen.queryByRole('columnheader', { name: 'Namespace' })).toBeNull()
})

test('a change of a row shows', async () => {
  const { now } = await openTable('/c/prod/pods', PODS)
  now(tableOf([pod('berth', 'planner-1', 'Terminating')]))
  expect(screen.getByRole('row', { name: /planner-1.*Terminating/ })).toBeTruthy()
  expect(screen.queryByRole('row', { name: /crane-1/ })).toBeNull()
})

test('filtering and sorting narrow down and arrange', async () => {
  const { user } = await openTable('/c/prod/pods', PODS)
  await user.click(screen.getByRole('button', { name: 'Age' }))
  expect(names()).toEqual(['crane-1', 'planner-1'])
  expect(screen.getByRole('columnheader', { name: 'Age' }).getAttribute('aria-sort')).toBe('ascending')
  await user.type(screen.getByRole('searchbox', { name: 'Filter pods' }), 'crash')
  expect(names()).toEqual(['crane-1'])
  expect(screen.getByText('1 of 2 pods')).toBeTruthy()
  await user.clear(screen.getByRole('searchbox'))
  await user.type(screen.getByRole('searchbox'), 'nothing')
  await user.click(await screen.findByRole('button', { name: 'Clear the filter' }))
  expect(names()).toHaveLength(2)
})

test('a watch that is down says so, beside the rows as they were', async () => {
  const { now } = await openTable('/c/prod/pods', PODS)
  expect(screen.getByText('Live')).toBeTruthy()
  now({ ...PODS, watch: 'stale' })
  expect(screen.getByText('Stale, reconnecting…')).toBeTruthy()
  expect(names()).toHaveLength(2)
})

test('the first rows show while more are on their way', async () => {
  await openTable('/c/prod/pods', { ...PODS, complete: false })
  expect(names()).toHaveLength(2)
  expect(screen.getByText('Loading more…')).toBeTruthy()
  expect(screen.getByText('2+ pods')).toBeTruthy()
})

test('no pods is told apart from not being allowed to see them', async () => {
  const { now } = await openTable('/c/prod/pods?namespace=yard', tableOf([]))
  expect(screen.getByRole('heading', { name: 'No pods in yard' })).toBeTruthy()
  now({ status: 'forbidden', message: 'pods is forbidden: User "ada" cannot list' })
  expect(screen.getByRole('heading', { name: 'You may not list pods in yard' })).toBeTruthy()
  expect(screen.getByText(/User "ada" cannot list/)).toBeTruthy()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a list that failed says why, and can be tried again', async () => {
  const reason = { code: 'CLUSTER_UNREACHABLE', message: 'prod does not answer.' } as const
  const { user, opened, closed } = await openTable('/c/prod/pods', { status: 'failed', reason })
  expect(screen.getByRole('alert').textContent).toContain('prod does not answer.')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(opened).toHaveLength(2)
  expect(closed).toHaveLength(1)
})

test('namespaces are asked for when one wants to pick one', async () => {
  const { user, opened } = await openTable('/c/prod/pods', PODS)
  expect(opened).toHaveLength(1)
  await user.click(screen.getByRole('combobox', { name: 'Namespace' }))
  expect(opened[1]).toEqual({ groupVersion: '/api/v1', resource: 'namespaces' })
})

test('a namespace can be typed where they may not be listed', async () => {
  const { user } = await openTable('/c/prod/pods', { status: 'forbidden', message: 'no' })
  await user.type(screen.getByRole('combobox', { name: 'Namespace' }), 'tracking{Enter}')
  expect(window.location.search).toBe('?namespace=tracking')
  expect(screen.getByText(/You may not list namespaces/)).toBeTruthy()
})

test.each(['Tab', 'a click elsewhere'])('a typed namespace is taken on %s too', async (way) => {
  const { user, opened } = await openTable('/c/prod/pods', PODS)
  await user.type(screen.getByRole('combobox', { name: 'Namespace' }), ' tracking')
  await (way === 'Tab' ? user.tab() : user.click(document.body))
  expect(window.location.search).toBe('?namespace=tracking')
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Namespace' }).value).toBe('tracking')
  expect(opened.at(-1)).toMatchObject({ namespace: 'tracking' })
})

test('leaving the namespace field as it is goes nowhere', async () => {
  const { user } = await openTable('/c/prod/pods?namespace=yard', PODS)
  const before = window.history.length
  await user.click(screen.getByRole('combobox', { name: 'Namespace' }))
  await user.tab()
  expect(window.location.search).toBe('?namespace=yard')
  expect(window.history.length).toBe(before)
})

test('leaving the page ends its watch', async () => {
  const { user, closed } = await openTable('/c/prod/pods', PODS)
  await user.click(screen.getByRole('link', { name: 'Fairlead, all clusters' }))
  expect(closed).toEqual([{ groupVersion: '/api/v1', resource: 'pods' }])
})

test('a namespace leads to its pods', async () => {
  await openTable('/c/prod/namespaces', PODS)
  expect(screen.getByRole('link', { name: 'crane-1' }).getAttribute('href')).toBe(
    '/c/prod/pods?namespace=crane-1',
  )
})
