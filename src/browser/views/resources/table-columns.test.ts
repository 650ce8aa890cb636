import { expect, test } from 'vitest'
import { pod, POD_COLUMNS } from './pods-fixture.ts'
import { shownColumns } from './table-columns.ts'

const NAMESPACE = { title: 'Namespace', description: '' }
const titles = (withNamespace: boolean) =>
  shownColumns(POD_COLUMNS, withNamespace ? NAMESPACE : undefined).map((column) => column.title)

test('only the columns that the server always shows are shown', () => {
  expect(titles(false)).toEqual(['Name', 'Ready', 'Status', 'Restarts', 'Age'])
})

test('rows of several namespaces say which', () => {
  expect(titles(true)).toEqual(['Name', 'Namespace', 'Ready', 'Status', 'Restarts', 'Age'])
})

test('a cell is found by its place in the server’s row, whatever is left out before it', () => {
  const hidden = POD_COLUMNS.map((column) => (column.name === 'Ready' ? { ...column, priority: 1 } : column))
  const status = shownColumns(hidden, NAMESPACE).find((column) => column.kind === 'status')
  expect(status?.text(pod('a', 'b', 'Pending'))).toBe('Pending')
})
