import { createStore, type StoreApi } from 'zustand/vanilla'

const TICK_MS = 1000

/** The time as the page shows it, in Unix milliseconds, once a second while somebody can see it. */
export function createClock(window: Window & typeof globalThis): StoreApi<number> {
  const clock = createStore<number>(() => window.Date.now())
  const tick = () => {
    if (!window.document.hidden) clock.setState(window.Date.now(), true)
  }
  window.setInterval(tick, TICK_MS)
  window.document.addEventListener('visibilitychange', tick)
  return clock
}
