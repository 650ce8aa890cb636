import type { Language } from '../messages/language.ts'

const USUAL_LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }

/** The browser's own variant of a language, which knows how the person writes a time; else the usual one here. */
export function localeOf(language: Language, wanted: readonly string[] = navigator.languages): string {
  const variant = wanted.find((tag) => tag.toLowerCase().split('-', 1)[0] === language)
  return variant?.includes('-') ? variant : USUAL_LOCALE[language]
}

/** How far from 1970 a `Date` goes. @see ECMAScript, section 21.4.1.1 */
const FARTHEST_MS = 8.64e15

/** A time of today as `14:05`, any other with its date. Of times that no calendar has, the nearest one that it has. */
export function timeText(atMs: number, { nowMs, language }: { nowMs: number; language: Language }): string {
  const at = new Date(Math.max(-FARTHEST_MS, Math.min(atMs, FARTHEST_MS)))
  const isToday = at.toDateString() === new Date(nowMs).toDateString()
  return new Intl.DateTimeFormat(localeOf(language), {
    ...(!isToday && { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}
