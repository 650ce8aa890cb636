import styled from '@emotion/styled'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { TableRow } from '../../kubernetes/cluster-api.ts'
import type { Section } from '../sections.ts'
import { color, MONO } from '../theme.ts'
import { nextSorting, type SortingProps } from './arrange-rows.ts'
import { RowCell } from './row-cell.tsx'
import type { ShownColumn } from './table-columns.ts'
import { usePageOffset } from './page-offset.ts'

const ROW_HEIGHT_PX = 32

export interface ShownRows {
  readonly label: string
  readonly cluster: ClusterName
  readonly section: Section
  readonly columns: readonly ShownColumn[]
  readonly rows: readonly TableRow[]
  readonly clock: StoreApi<number>
}

/** Rows in columns of fixed width, so that no change moves a column. Only what is near the window is in the page. */
export function ResourceTable(props: ShownRows & SortingProps) {
  const [scrollMargin, measured] = usePageOffset()
  const virtualizer = useWindowVirtualizer({
    count: props.rows.length,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 16,
    scrollMargin,
  })
  const { cluster, section, columns, clock } = props
  const where = { cluster, section, columns, clock }
  const items = virtualizer.getVirtualItems()
  const above = (items[0]?.start ?? scrollMargin) - scrollMargin
  const below = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin)
  return (
    <Table aria-label={props.label} aria-rowcount={props.rows.length + 1}>
      <colgroup>
        {props.columns.map((column) => (
          <col key={column.key} style={{ width: column.width }} />
        ))}
      </colgroup>
      <Head {...props} />
      <tbody ref={measured}>
        <Spacer height={above} />
        {items.map(({ index }) => {
          const row = props.rows[index]
          return row && <Row key={row.uid} {...where} row={row} rowIndex={index + 2} />
        })}
        <Spacer height={below} />
      </tbody>
    </Table>
  )
}

function Head(props: { columns: readonly ShownColumn[] } & SortingProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {props.columns.map((column) => {
          const direction = props.sorting?.key === column.key ? props.sorting.direction : undefined
          return (
            <th key={column.key} scope="col" aria-sort={direction ?? 'none'}>
              <SortButton
                type="button"
                lang={column.lang}
                title={column.description}
                onClick={() => props.onSort(nextSorting(props.sorting, column.key))}
              >
                {column.title}
                <Arrow aria-hidden="true">{direction && (direction === 'ascending' ? '↑' : '↓')}</Arrow>
              </SortButton>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

const Row = memo(function Row({
  row,
  rowIndex,
  columns,
  ...where
}: Pick<ShownRows, 'cluster' | 'section' | 'columns' | 'clock'> & { row: TableRow; rowIndex: number }) {
  return (
    <tr aria-rowindex={rowIndex}>
      {columns.map((column) => (
        <td key={column.key} data-kind={column.kind}>
          <RowCell {...where} column={column} row={row} />
        </td>
      ))}
    </tr>
  )
})

/** Stands for the rows that are not in the page. */
function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden="true" style={{ height }}>
      <td />
    </tr>
  )
}

const Table = styled('table')({
  width: '100%',
  tableLayout: 'fixed',
  borderCollapse: 'separate',
  borderSpacing: 0,
  '& th': {
    position: 'sticky',
    top: 44,
    zIndex: 1,
    height: 32,
    padding: 0,
    textAlign: 'left',
    background: color.canvas,
    borderBottom: `1px solid ${color.line}`,
  },
  '& td': {
    height: 32,
    padding: '0 12px 0 8px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    borderBottom: `1px solid ${color.line}`,
  },
  '& tr[aria-hidden] td': { padding: 0, height: 'auto', border: 0 },
  '& tr[aria-rowindex]:hover td': { background: color.hover },
  '& td:not([data-kind="status"])': {
    fontFamily: MONO,
    fontSize: '0.75rem',
    fontVariantNumeric: 'tabular-nums',
  },
  '& td[data-kind="namespace"], & td[data-kind="age"]': { color: color.inkQuiet },
})
const SortButton = styled('button')({
  display: 'flex',
  alignItems: 'center',
  width: '100%',
  height: 31,
  padding: '0 8px',
  border: 0,
  background: 'none',
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  color: color.inkQuiet,
  fontSize: '0.75rem',
  fontWeight: 500,
  '&:hover': { color: color.ink },
  '&:focus-visible': { outlineOffset: -2 },
})
const Arrow = styled('span')({ width: 0, paddingLeft: 4, color: color.accent })
