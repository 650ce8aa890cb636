// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { createSpeech } from './create-speech.ts'
import { first as german } from './de/first.ts'
import { first as english } from './en/first.ts'
import { chooseLanguage } from './language.ts'

beforeEach(() => localStorage.clear())

const browserWants = (...languages: string[]) =>
  vi.spyOn(window.navigator, 'languages', 'get').mockReturnValue(languages)

test('the first wanted language that there is counts, else English', () => {
  expect(chooseLanguage(['fr-CH', 'de-CH', 'en'])).toBe('de')
  expect(chooseLanguage(['en-GB', 'de'])).toBe('en')
  expect(chooseLanguage(['fr'])).toBe('en')
  expect(chooseLanguage([])).toBe('en')
})

test('a browser that wants German is spoken to in German, and the page says so', async () => {
  browserWants('de-AT')
  const { store } = await createSpeech(window)
  expect(store.getState()).toEqual({ language: 'de', messages: german })
  expect(document.documentElement.lang).toBe('de')
})

test('a choice holds at once and in the next page', async () => {
  browserWants('de')
  const { store, choose } = await createSpeech(window)
  await choose('en')
  expect(store.getState().messages).toBe(english)
  expect((await createSpeech(window)).store.getState().language).toBe('en')
})
