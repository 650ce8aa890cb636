import { createStore, type StoreApi } from 'zustand/vanilla'

export const COLOR_SCHEME_CHOICES = ['light', 'dark', 'system'] as const
export type ColorSchemeChoice = (typeof COLOR_SCHEME_CHOICES)[number]

export interface ColorScheme {
  readonly choice: StoreApi<ColorSchemeChoice>
  choose(choice: ColorSchemeChoice): void
}

/** `public/color-scheme.js` reads the same key before the first paint. */
const STORAGE_KEY = 'fairlead-color-scheme'

/** Keeps the chosen colour scheme in this browser and the page's `data-color-scheme` true to it and to the system. */
export function createColorScheme(window: Window): ColorScheme {
  const choice = createStore<ColorSchemeChoice>(() => readChoice(window))
  const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const dark = choice.getState() === 'dark' || (choice.getState() === 'system' && systemIsDark.matches)
    window.document.documentElement.setAttribute('data-color-scheme', dark ? 'dark' : 'light')
  }
  choice.subscribe(apply)
  systemIsDark.addEventListener('change', apply)
  apply()
  return {
    choice,
    choose(next) {
      writeChoice(window, next)
      choice.setState(next, true)
    },
  }
}

function readChoice(window: Window): ColorSchemeChoice {
  try {
    const stored = window.localStorage.getItem(STORAGE_KEY)
    return COLOR_SCHEME_CHOICES.find((choice) => choice === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

function writeChoice(window: Window, choice: ColorSchemeChoice): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, choice)
  } catch {
    // Storage is shut off: the choice holds until the page is left.
  }
}
