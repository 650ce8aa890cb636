/** The languages that Fairlead speaks. Each has a folder with the same areas here; the types hold them complete. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** As each language calls itself. */
export const LANGUAGE_NAME: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' }

/** The first of the wanted languages that there is, by its primary subtag; else English. @see RFC 4647, section 3.4 */
export function chooseLanguage(wanted: readonly string[]): Language {
  const primary = wanted.map((tag) => tag.toLowerCase().split('-', 1)[0])
  return primary.map((tag) => LANGUAGES.find((language) => language === tag)).find(Boolean) ?? 'en'
}
