import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppError } from '../../contract/app-error.ts'
import type { Timers } from '../session/timers.ts'
import type { LiveTable, TableColumn, TableRow } from './cluster-api.ts'
import { sortedRows } from './table-rows.ts'

const BURST_MS = 50

/** The rows of a table on screen, and the store that shows them. A burst of changes makes one change of the store. */
export interface LiveRows {
  readonly table: StoreApi<LiveTable>
  isEmpty(): boolean
  /** Shows these rows instead of all others. */
  show(columns: readonly TableColumn[], rows: readonly TableRow[], complete: boolean): void
  put(rows: readonly TableRow[]): void
  remove(rows: readonly TableRow[]): void
  setWatch(watch: 'live' | 'stale'): void
  /** Shows why there is nothing to show, or that what is shown grows old. */
  interrupt(failure: AppError): void
  /** Shows why there is nothing more to come. */
  end(failure: AppError): void
  close(): void
}

export function createLiveRows(timers: Timers): LiveRows {
  const table = createStore<LiveTable>(() => ({ status: 'loading' }))
  const rowsByUid = new Map<string, TableRow>()
  let shown: { columns: readonly TableColumn[]; complete: boolean; watch: 'live' | 'stale' } | undefined
  let cancelPublish: (() => void) | undefined

  function publish(): void {
    close()
    if (shown) table.setState({ status: 'ready', rows: sortedRows(rowsByUid), ...shown }, true)
  }

  function publishSoon(): void {
    cancelPublish ??= timers.after(BURST_MS, publish)
  }

  function close(): void {
    cancelPublish?.()
    cancelPublish = undefined
  }

  function setWatch(watch: 'live' | 'stale'): void {
    if (shown === undefined || shown.watch === watch) return
    shown = { ...shown, watch }
    publish()
  }

  return {
    table,
    isEmpty: () => shown === undefined,
    show(columns, rows, complete) {
      rowsByUid.clear()
      for (const row of rows) rowsByUid.set(row.uid, row)
      shown = { columns, complete, watch: 'live' }
      publish()
    },
    put(rows) {
      for (const row of rows) rowsByUid.set(row.uid, row)
      publishSoon()
    },
    remove(rows) {
      for (const row of rows) rowsByUid.delete(row.uid)
      publishSoon()
    },
    setWatch,
    interrupt({ code, message }) {
      if (shown) setWatch('stale')
      else table.setState({ status: 'failed', reason: { code, message } }, true)
    },
    end({ code, message }) {
      close()
      shown = undefined
      table.setState(
        code === 'KUBERNETES_FORBIDDEN'
          ? { status: 'forbidden', message }
          : { status: 'failed', reason: { code, message } },
        true,
      )
    },
    close,
  }
}
