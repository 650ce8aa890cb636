/** How far below the page's top an element begins, in pixels, wherever the page is scrolled to. */
export function pageOffset(element: Element | null): number {
  if (!element) return 0
  return Math.round(element.getBoundingClientRect().top + window.scrollY)
}
