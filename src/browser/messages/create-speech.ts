import { createStore, type StoreApi } from 'zustand/vanilla'
import { first as english } from './en/first.ts'
import { chooseLanguage, LANGUAGES, type Language } from './language.ts'
import type { Messages } from './messages.ts'

/** What Fairlead says at the moment, and in which language. */
export interface Spoken {
  readonly language: Language
  readonly messages: Messages
}

export interface Speech {
  readonly store: StoreApi<Spoken>
  /** Speaks another language from now on, and remembers it in this browser. */
  choose(language: Language): Promise<void>
}

const STORAGE_KEY = 'fairlead-language'

/** English comes with the first page; another language is a chunk of its own. */
const LOAD: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => english,
  de: async () => (await import('./de/first.ts')).first,
}

/** Speaks the language that was chosen in this browser, else the first that the browser wants and Fairlead has. */
export async function createSpeech(window: Window): Promise<Speech> {
  const store = createStore<Spoken>(() => ({ language: 'en', messages: english }))

  async function speak(language: Language): Promise<void> {
    const messages = await LOAD[language]()
    store.setState({ language, messages })
    window.document.documentElement.lang = language
  }

  // A language that cannot be loaded must not keep anybody from signing in.
  await speak(readChoice(window) ?? chooseLanguage(window.navigator.languages)).catch(() => undefined)
  return {
    store,
    async choose(language) {
      await speak(language)
      writeChoice(window, language)
    },
  }
}

function readChoice(window: Window): Language | undefined {
  try {
    const stored = window.localStorage.getItem(STORAGE_KEY)
    return LANGUAGES.find((language) => language === stored)
  } catch {
    return undefined
  }
}

function writeChoice(window: Window, language: Language): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, language)
  } catch {
    // Storage is shut off: the choice holds until the page is left.
  }
}
