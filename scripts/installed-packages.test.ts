import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packagesAreInstalled } from './installed-packages.mjs'

const ZOD = { version: '4.0.0', integrity: 'sha512-zod' }
const OTHER_PLATFORM = { version: '1.0.0', integrity: 'sha512-win', optional: true }
const WANTED = { '': {}, 'node_modules/zod': ZOD, 'node_modules/binding-win32': OTHER_PLATFORM }

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fairlead-packages-'))
  mkdirSync(join(root, 'node_modules'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function lockfile(path: string, packages: object) {
  writeFileSync(join(root, path), JSON.stringify({ packages }))
}

test('a fresh clone has no packages', () => {
  lockfile('package-lock.json', WANTED)
  expect(packagesAreInstalled(root)).toBe(false)
})

test.each([
  ['all that is wanted', { 'node_modules/zod': ZOD, 'node_modules/binding-win32': OTHER_PLATFORM }, true],
  ['all but an optional package', { 'node_modules/zod': ZOD }, true],
  ['a package too few', {}, false],
  ['a package too many', { 'node_modules/zod': ZOD, 'node_modules/left-over': ZOD }, false],
  ['another version', { 'node_modules/zod': { ...ZOD, version: '3.0.0' } }, false],
  ['other content', { 'node_modules/zod': { ...ZOD, integrity: 'sha512-other' } }, false],
])('an installation with %s', (_, installed, expected) => {
  lockfile('package-lock.json', WANTED)
  lockfile('node_modules/.package-lock.json', installed)
  expect(packagesAreInstalled(root)).toBe(expected)
})
