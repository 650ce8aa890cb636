import { useEffect, type RefObject } from 'react'

const STEP: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }

/**
 * Lets a keyboard go through the board: `/` to the search, arrow keys or j and k from row to row, each time onto the
 * first thing to do there, so that Enter does it.
 */
export function useKeysOfBoard(board: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const page = board.current?.ownerDocument
    const onKey = (event: KeyboardEvent) => {
      if (board.current && moveByKey(event, board.current)) event.preventDefault()
    }
    page?.addEventListener('keydown', onKey)
    return () => page?.removeEventListener('keydown', onKey)
  }, [board])
}

/** @returns whether the key meant the board */
function moveByKey(event: KeyboardEvent, board: HTMLElement): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false
  const target = event.target instanceof Element ? event.target : undefined
  if (target?.closest('dialog, [popover]')) return false
  const search = board.querySelector<HTMLInputElement>('input[type=search]')
  const writing = target?.closest('input, textarea, select, [contenteditable]')
  if (writing && (writing !== search || event.key !== 'ArrowDown')) return false
  if (event.key === '/') return focus(search)
  const step = STEP[event.key]
  return step !== undefined && moveRow(board, step, search)
}

function moveRow(board: HTMLElement, step: 1 | -1, search: HTMLElement | null): boolean {
  const rows = [...board.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.findIndex((row) => row.contains(board.ownerDocument.activeElement))
  if (at === 0 && step === -1) return focus(search)
  const next = rows[at === -1 ? 0 : at + step]
  return focus(next?.querySelector<HTMLElement>('[data-row-focus]') ?? next)
}

function focus(element: HTMLElement | null | undefined): boolean {
  element?.focus()
  return element !== undefined && element !== null
}
