// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'
import { beforeEach, expect, test, vi } from 'vitest'
import { createColorScheme } from './color-scheme.ts'
import { muiTheme } from './mui-theme.ts'

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

test('the colours of the first paint are the colours of MUI’s theme', () => {
  const css = readFileSync('src/browser/views/base.css', 'utf8')
  const ofMui = muiTheme.generateStyleSheets().map((sheet) => JSON.stringify(sheet))
  for (const [scheme, selector] of [
    ['light', ':root {'],
    ['dark', ":root[data-color-scheme='dark'] {"],
  ] as const) {
    const [block = ''] = (css.split(selector)[1] ?? '').split('}')
    const colors = [...block.matchAll(/(--fl-palette-[\w-]+): ([^;]+);/g)].map((hit) => [hit[1], hit[2]])
    expect(colors).toHaveLength(12)
    const sheet = ofMui.find(
      (text) =>
        text.includes(`data-color-scheme=\\"${scheme}`) || text.includes(`data-color-scheme='${scheme}`),
    )
    for (const [name, value] of colors) expect(sheet, scheme).toContain(`"${name}":"${value}"`)
  }
})
