import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newestChangeMs } from './newest-change.ts'

const OLD_S = 1_000_000
const NEW_S = 2_000_000
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fairlead-change-'))
  mkdirSync(join(root, 'views/pods'), { recursive: true })
  writeFileSync(join(root, 'views/pods/pods.tsx'), '')
  for (const path of ['views/pods/pods.tsx', 'views/pods', 'views']) setChange(path, OLD_S)
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function setChange(path: string, timeS: number) {
  utimesSync(join(root, path), timeS, timeS)
}

test('the newest file counts, however deep it lies', () => {
  expect(newestChangeMs([join(root, 'views')])).toBe(OLD_S * 1000)
  setChange('views/pods/pods.tsx', NEW_S)
  expect(newestChangeMs([join(root, 'views')])).toBe(NEW_S * 1000)
})

test('a removed file counts as a change of its folder', () => {
  rmSync(join(root, 'views/pods/pods.tsx'))
  expect(newestChangeMs([join(root, 'views')])).toBeGreaterThan(NEW_S * 1000)
})

test('what does not exist never changed', () => {
  expect(newestChangeMs([join(root, 'dist')])).toBe(0)
})
