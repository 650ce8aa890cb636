import { useCallback, useState, type RefCallback } from 'react'

/** How far below the page's top an element begins, in pixels, wherever the page is scrolled to; and the ref that tells. */
export function usePageOffset(): [offsetPx: number, ref: RefCallback<Element>] {
  const [offsetPx, setOffsetPx] = useState(0)
  const ref = useCallback((element: Element | null) => {
    if (element) setOffsetPx(Math.round(element.getBoundingClientRect().top + window.scrollY))
  }, [])
  return [offsetPx, ref]
}
