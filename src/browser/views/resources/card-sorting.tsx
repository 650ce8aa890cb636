import styled from '@emotion/styled'
import { Button } from '../button.tsx'
import { useLaterMessages } from '../later-messages.ts'
import { color } from '../theme.ts'
import type { SortingProps } from './arrange-rows.ts'
import type { ShownColumn } from './table-columns.ts'

/** Cards have no headers to sort by. */
export function CardSorting(props: { columns: readonly ShownColumn[] } & SortingProps) {
  const say = useLaterMessages().resources
  const { sorting, onSort } = props
  const direction = sorting?.direction ?? 'ascending'
  const opposite = direction === 'ascending' ? 'descending' : 'ascending'
  return (
    <Line>
      <label>
        {say.sortBy}{' '}
        <Choice
          value={sorting?.key ?? ''}
          onChange={({ target }) => onSort(target.value ? { key: target.value, direction } : undefined)}
        >
          <option value="">{say.asListed}</option>
          {props.columns.map(({ key, title, lang }) => (
            <option key={key} value={key} lang={lang}>
              {title}
            </option>
          ))}
        </Choice>
      </label>
      {sorting && (
        <Button data-small onClick={() => onSort({ key: sorting.key, direction: opposite })}>
          <span aria-hidden="true">{direction === 'ascending' ? '↑' : '↓'}</span>
          <Word>{say[direction]}</Word>
        </Button>
      )}
    </Line>
  )
}

const Line = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 32,
  marginBottom: 8,
  color: color.inkQuiet,
})
const Choice = styled('select')({
  height: 28,
  marginLeft: 4,
  padding: '0 6px',
  border: `1px solid ${color.line}`,
  borderRadius: 6,
  background: color.surface,
  color: color.ink,
})
const Word = styled('span')({ marginLeft: 6 })
