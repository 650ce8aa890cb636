import { useEffect, useRef } from 'react'

/**
 * Moves the focus to the new page's heading, as a browser does between documents. Not on the first page: there the
 * browser has just done it.
 */
export function useFocusOnNavigation(path: string): void {
  const focusedPath = useRef(path)
  useEffect(() => {
    if (focusedPath.current === path) return
    focusedPath.current = path
    document.querySelector<HTMLElement>('main h1')?.focus()
  }, [path])
}
