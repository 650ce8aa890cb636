import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod'

const packageSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})

const { dependencies, devDependencies } = packageSchema.parse(
  JSON.parse(readFileSync('package.json', 'utf8')),
)
const [onTheServer = '', inThePage = '', toBuildAndTest = ''] = readFileSync('docs/dependencies.md', 'utf8')
  .split(/^## /m)
  .slice(1)

function packagesIn(section: string): string[] {
  return [...section.matchAll(/^\| `([^`]+)` \| \S/gm)].map(([, name]) => name ?? '')
}

test('each dependency of the installed command has its reason', () => {
  expect(packagesIn(onTheServer).sort()).toEqual(Object.keys(dependencies).sort())
})

test('each dependency of the page, of the build and of the tests has its reason', () => {
  expect([...packagesIn(inThePage), ...packagesIn(toBuildAndTest)].sort()).toEqual(
    Object.keys(devDependencies).sort(),
  )
})

test('every version is exact', () => {
  const versions = Object.entries({ ...dependencies, ...devDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})
