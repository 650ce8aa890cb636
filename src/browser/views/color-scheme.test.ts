// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'
import { beforeEach, expect, test, vi } from 'vitest'
import { createColorScheme } from './color-scheme.ts'
import { theme } from './theme.ts'

const applied = () => document.documentElement.getAttribute('data-color-scheme')

beforeEach(() => {
  localStorage.clear()
  document.documentElement.removeAttribute('data-color-scheme')
})

function systemIs(dark: boolean) {
  const media = Object.assign(new EventTarget(), { matches: dark })
  vi.spyOn(window, 'matchMedia').mockReturnValue(media as unknown as MediaQueryList)
  return (next: boolean) => {
    media.matches = next
    media.dispatchEvent(new Event('change'))
  }
}

test('without a choice the page follows the system, also when it changes', () => {
  const change = systemIs(true)
  const { choice } = createColorScheme(window)
  expect(choice.getState()).toBe('system')
  expect(applied()).toBe('dark')
  change(false)
  expect(applied()).toBe('light')
})

test('a choice wins over the system and outlives the page', () => {
  systemIs(false)
  createColorScheme(window).choose('dark')
  expect(applied()).toBe('dark')
  document.documentElement.removeAttribute('data-color-scheme')
  expect(createColorScheme(window).choice.getState()).toBe('dark')
  expect(applied()).toBe('dark')
})

test('a choice holds where the browser stores nothing', () => {
  systemIs(false)
  const setItem = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('storage is shut off')
  })
  createColorScheme(window).choose('dark')
  expect(applied()).toBe('dark')
  setItem.mockRestore()
})

test('the script before the first paint makes of a choice what the app makes of it', () => {
  const script = readFileSync('public/color-scheme.js', 'utf8')
  for (const choice of ['light', 'dark', 'system'] as const) {
    systemIs(true)
    createColorScheme(window).choose(choice)
    const byTheApp = applied()
    document.documentElement.removeAttribute('data-color-scheme')
    runInThisContext(script)
    expect(applied()).toBe(byTheApp)
  }
})

test('the colours before the theme are the colours of the theme', () => {
  const css = readFileSync('src/browser/views/base.css', 'utf8')
  const values = (name: string) =>
    [...css.matchAll(new RegExp(`--${name}: (#\\w+);`, 'g'))].map((hit) => hit[1])
  const schemes = [theme.colorSchemes.light?.palette, theme.colorSchemes.dark?.palette]
  expect(values('canvas-before-theme')).toEqual(schemes.map((palette) => palette?.background.default))
  expect(values('ink-before-theme')).toEqual(schemes.map((palette) => palette?.text.primary))
})
