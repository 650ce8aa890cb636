import { useEffect, useRef } from 'react'

/**
 * Moves the focus to the new page's heading, as a browser does between documents. Not on the first page: there the
 * browser has just done it, unless one came back from the issuer: to the person that is another page, too.
 */
export function useFocusOnNavigation(path: string, cameBack = false): void {
  const focusedPath = useRef(cameBack ? undefined : path)
  useEffect(() => {
    if (focusedPath.current === path) return
    focusedPath.current = path
    document.querySelector<HTMLElement>('main h1')?.focus()
  }, [path])
}
