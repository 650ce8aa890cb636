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
    return focusHeading(document)
  }, [path])
}

/** A page whose code is still loading has its heading a little later. @returns a function that stops waiting for it */
function focusHeading(document: Document): () => void {
  const observer = new MutationObserver(focusWhereThere)
  function focusWhereThere(): boolean {
    const heading = document.querySelector<HTMLElement>('main h1')
    heading?.focus()
    if (heading) observer.disconnect()
    return heading !== null
  }
  if (!focusWhereThere()) observer.observe(document.body, { childList: true, subtree: true })
  return () => observer.disconnect()
}
