import styled from '@emotion/styled'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import type { TableRow } from '../../kubernetes/cluster-api.ts'
import { color, MONO } from '../theme.ts'
import type { CellKind } from './table-columns.ts'
import { usePageOffset } from './page-offset.ts'
import type { ShownRows } from './resource-table.tsx'
import { RowCell } from './row-cell.tsx'

const CARD_HEIGHT_PX = 72

/** Where there is no room for columns: the name, and below it what the columns say. */
export function ResourceCards(props: ShownRows) {
  const [scrollMargin, measured] = usePageOffset()
  const virtualizer = useWindowVirtualizer({
    count: props.rows.length,
    estimateSize: () => CARD_HEIGHT_PX,
    overscan: 10,
    scrollMargin,
  })
  return (
    <List aria-label={props.label} ref={measured} style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const row = props.rows[index]
        return (
          row && (
            <Item
              key={row.uid}
              aria-setsize={props.rows.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
            >
              <Card {...props} row={row} />
            </Item>
          )
        )
      })}
    </List>
  )
}

function Card({ columns, row, ...where }: ShownRows & { row: TableRow }) {
  const name = columns.filter((column) => column.kind === 'name')
  const prominent = columns.filter((column) => column.kind === 'status')
  const rest = columns.filter((column) => !name.includes(column) && !prominent.includes(column))
  return (
    <>
      <Name>
        {name.map((column) => (
          <RowCell key={column.key} {...where} column={column} row={row} />
        ))}
      </Name>
      <Facts>
        {[...prominent, ...rest].map((column) => (
          <Fact key={column.key} data-kind={column.kind}>
            <dt className={LABELLED.includes(column.kind) ? undefined : 'unseen'} lang={column.lang}>
              {column.title}
            </dt>
            <dd>
              <RowCell {...where} column={column} row={row} />
            </dd>
          </Fact>
        ))}
      </Facts>
    </>
  )
}

/** What a card would not tell by itself. */
const LABELLED: readonly CellKind[] = ['text', 'number']

const List = styled('ul')({ position: 'relative', borderTop: `1px solid ${color.line}` })
const Item = styled('li')({
  position: 'absolute',
  insetInline: 0,
  top: 0,
  height: CARD_HEIGHT_PX,
  display: 'grid',
  alignContent: 'center',
  gap: 4,
  borderBottom: `1px solid ${color.line}`,
})
const Name = styled('div')({ minWidth: 0, fontFamily: MONO, fontSize: '0.8125rem' })
/** On two lines at most, which the card's height has room for. */
const Facts = styled('dl')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '0 12px',
  maxHeight: '3em',
  overflow: 'hidden',
  color: color.inkQuiet,
  fontSize: '0.75rem',
})
const Fact = styled('div')({
  display: 'flex',
  gap: 4,
  minWidth: 0,
  maxWidth: '100%',
  flex: 'none',
  whiteSpace: 'nowrap',
  '& dd': { minWidth: 0 },
  '&[data-kind="namespace"]': { flex: '0 1 auto' },
})
