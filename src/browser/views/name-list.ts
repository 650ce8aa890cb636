import type { Language } from '../messages/language.ts'

const MOST_NAMES = 4

/** Names as a sentence lists them; of many only the first, and how many more there are. */
export function nameList(
  names: readonly string[],
  language: Language,
  further: (count: number) => string,
): string {
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names
  const rest = names.length - shown.length
  return new Intl.ListFormat(language).format(rest > 0 ? [...shown, further(rest)] : shown)
}
