// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { Sorting } from './arrange-rows.ts'
import { CardSorting } from './card-sorting.tsx'
import { POD_COLUMNS } from './pods-fixture.ts'
import { shownColumns } from './table-columns.ts'

afterEach(cleanup)

const columns = shownColumns(POD_COLUMNS, undefined)

test('cards are sorted by a column, either way, and back to the order of the list', async () => {
  const user = userEvent.setup()
  const asked: (Sorting | undefined)[] = []
  function Choosing() {
    const [sorting, setSorting] = useState<Sorting>()
    const onSort = (next: Sorting | undefined) => {
      asked.push(next)
      setSorting(next)
    }
    return <CardSorting columns={columns} sorting={sorting} onSort={onSort} />
  }
  render(<Choosing />)
  expect(screen.queryByRole('button')).toBeNull()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'Age')
  await user.click(screen.getByRole('button', { name: 'Ascending' }))
  await user.selectOptions(screen.getByRole('combobox'), 'Name')
  await user.selectOptions(screen.getByRole('combobox'), 'As listed')
  expect(asked).toEqual([
    { key: 'Age', direction: 'ascending' },
    { key: 'Age', direction: 'descending' },
    { key: 'Name', direction: 'descending' },
    undefined,
  ])
})
