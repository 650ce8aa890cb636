import { expect, test } from 'vitest'
import { arrangeRows, nextSorting } from './arrange-rows.ts'
import { pod, POD_COLUMNS } from './pods-fixture.ts'
import { shownColumns } from './table-columns.ts'

const columns = shownColumns(POD_COLUMNS, { title: 'Namespace', description: '' })
const rows = [
  pod('yard', 'crane-10', 'Running', '3 (5m ago)', 50),
  pod('yard', 'crane-9', 'CrashLoopBackOff', '12', 900),
  pod('berth', 'planner', 'Running', '0', 7),
]
const names = (wanted: string, sorting?: Parameters<typeof arrangeRows>[3]) =>
  arrangeRows(rows, columns, wanted, sorting).map((row) => row.name)

test('every word must be found, in whatever shown column', () => {
  expect(names('yard running')).toEqual(['crane-10'])
  expect(names('CRASHLOOP')).toEqual(['crane-9'])
})

test('what no column shows is not searched', () => {
  expect(names('10.0.0.1')).toEqual([])
})

test('without a sorting the order of the list is kept', () => {
  expect(names('')).toEqual(['crane-10', 'crane-9', 'planner'])
})

test('numbers inside names and counts sort as numbers', () => {
  expect(names('', { key: 'Name', direction: 'ascending' })).toEqual(['crane-9', 'crane-10', 'planner'])
  expect(names('', { key: 'Restarts', direction: 'descending' })).toEqual(['crane-9', 'crane-10', 'planner'])
})

test('ages sort by time, not by their text', () => {
  expect(names('', { key: 'Age', direction: 'ascending' })).toEqual(['planner', 'crane-10', 'crane-9'])
})

test('a header goes through ascending, descending and the order of the list', () => {
  const first = nextSorting(undefined, 'Age')
  expect(first).toEqual({ key: 'Age', direction: 'ascending' })
  const second = nextSorting(first, 'Age')
  expect(second).toEqual({ key: 'Age', direction: 'descending' })
  expect(nextSorting(second, 'Age')).toBeUndefined()
  expect(nextSorting(second, 'Name')).toEqual({ key: 'Name', direction: 'ascending' })
})
