/** What the browser tells about the page, as far as sessions follow it. */
export interface Page {
  /** Whether somebody can see the page. */
  isVisible(): boolean
  /** Calls when time may have passed unseen: on coming back to the page, and on waking from sleep. */
  onWake(listener: () => void): void
  onOnline(listener: () => void): void
}

/**
 * @see HTML Standard, sections 6.2 (visibility) and 7.4.6 (`pageshow`); Page Lifecycle (`resume`)
 */
export function browserPage(window: Window): Page {
  const { document } = window
  return {
    isVisible: () => document.visibilityState === 'visible',
    onWake(listener) {
      for (const type of ['visibilitychange', 'resume']) document.addEventListener(type, listener)
      for (const type of ['focus', 'pageshow']) window.addEventListener(type, listener)
    },
    onOnline: (listener) => window.addEventListener('online', listener),
  }
}
