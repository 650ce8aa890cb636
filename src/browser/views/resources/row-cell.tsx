import { keyframes } from '@emotion/react'
import styled from '@emotion/styled'
import { useState } from 'react'
import { Link } from 'wouter'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { ClusterName } from '../../../contract/cluster-name.ts'
import type { TableRow } from '../../kubernetes/cluster-api.ts'
import { NameText } from '../name-text.tsx'
import { sectionPath, type Section } from '../sections.ts'
import { useLanguage } from '../stages.ts'
import { StatusMark } from '../status-mark.tsx'
import { color } from '../theme.ts'
import { localeOf } from '../time-text.ts'
import { formatAge } from './format-age.ts'
import { statusTone } from './status-tone.ts'
import type { ShownColumn } from './table-columns.ts'

export interface RowCellProps {
  readonly cluster: ClusterName
  readonly section: Section
  readonly column: ShownColumn
  readonly row: TableRow
  readonly clock: StoreApi<number>
}

/** What a column says of a row. */
export function RowCell(props: RowCellProps) {
  const { column, row } = props
  switch (column.kind) {
    case 'name':
      return <RowName {...props} />
    case 'namespace':
      return <NameText name={column.text(row)} />
    case 'age':
      return <Age {...props} />
    case 'status':
      return (
        <Changing text={column.text(row)}>
          <StatusMark tone={statusTone(column.text(row))} title={column.text(row)}>
            {column.text(row)}
          </StatusMark>
        </Changing>
      )
    case 'number':
    case 'text':
      return <Changing text={column.text(row)}>{column.text(row)}</Changing>
  }
}

function RowName({ cluster, section, row }: RowCellProps) {
  if (section !== 'namespaces') return <NameText name={row.name} />
  return (
    <NameLink href={sectionPath(cluster, 'pods', row.name)}>
      <NameText name={row.name} />
    </NameLink>
  )
}

function Age({ column, row, clock }: RowCellProps) {
  const language = useLanguage()
  const age = useStore(clock, (nowMs) =>
    row.createdAtMs === undefined ? undefined : formatAge(nowMs - row.createdAtMs, language),
  )
  const created =
    row.createdAtMs === undefined ? undefined : new Date(row.createdAtMs).toLocaleString(localeOf(language))
  return <span title={created}>{age ?? column.text(row)}</span>
}

/** Text that glows for a moment when it changes under the reader's eyes; not when it comes into view. */
function Changing({ text, children }: { text: string; children: React.ReactNode }) {
  const [first] = useState(text)
  return (
    <Cell key={text} data-changed={text === first ? undefined : true}>
      {children}
    </Cell>
  )
}

const glow = keyframes({ from: { background: `color-mix(in srgb, ${color.accent} 22%, transparent)` } })

const Cell = styled('span')({
  display: 'block',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  borderRadius: 3,
  '&[data-changed]': { animation: `${glow} 1.6s ease-out` },
})
const NameLink = styled(Link)({
  display: 'block',
  color: color.ink,
  textDecoration: 'underline',
  textUnderlineOffset: 2,
  '&:hover': { color: color.accent },
})
