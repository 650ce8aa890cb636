import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findChromium } from './find-chromium.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairlead-chromium-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function program(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return path
}

describe.skipIf(process.platform === 'win32')('the Chromium for the tests', () => {
  test('is the one on the path', () => {
    const path = program('chromium', 'echo Chromium 150.0.1')
    expect(findChromium({ PATH: ['/nowhere', folder].join(delimiter) })).toEqual({
      path,
      source: 'on the path',
    })
  })

  test('is the chosen one before all others', () => {
    program('chromium', 'echo Chromium 150.0.1')
    const chosen = program('my-chrome', 'echo Google Chrome 151.0.2')
    expect(findChromium({ PATH: folder, FAIRLEAD_CHROMIUM: chosen })).toEqual({
      path: chosen,
      source: 'FAIRLEAD_CHROMIUM',
    })
  })

  test('is never silently another one than the chosen one', () => {
    program('chromium', 'echo Chromium 150.0.1')
    const missing = join(folder, 'missing')
    expect(() => findChromium({ PATH: folder, FAIRLEAD_CHROMIUM: missing })).toThrow(missing)
  })

  test('is not a script that only says how to install it', () => {
    program('chromium-browser', 'echo "Install it with: snap install chromium"; exit 1')
    const path = program('google-chrome', 'echo Google Chrome 151.0.2')
    expect(findChromium({ PATH: folder })).toEqual({ path, source: 'on the path' })
  })
})
