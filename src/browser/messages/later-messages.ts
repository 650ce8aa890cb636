import { later as german } from './de/later.ts'
import { later as english } from './en/later.ts'
import type { Language } from './language.ts'

export type LaterMessages = typeof english

/** What the chunks say that load after the sign-in, in each language. Only they import it. */
export const LATER_MESSAGES: Readonly<Record<Language, LaterMessages>> = { en: english, de: german }
