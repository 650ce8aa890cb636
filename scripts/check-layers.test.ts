import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { findLayerFaults } from './layer-faults.ts'
import { LAYER_RULES } from './layer-rules.ts'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A project of these files, given with the modules that each imports. */
function plant(files: Record<string, readonly string[]>): string {
  const root = mkdtempSync(join(tmpdir(), 'fairlead-layers-'))
  folders.push(root)
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction')
  symlinkSync(resolve('package.json'), join(root, 'package.json'))
  for (const [path, imports] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(
      join(root, path),
      imports.map((from) => `import '${from}'\n`).join('') + 'export const it = 1\n',
    )
  }
  return root
}

async function rulesBrokenBy(files: Record<string, readonly string[]>): Promise<string[]> {
  const { faults } = await findLayerFaults(plant(files))
  return [...new Set(faults.map((fault) => fault.split(':')[0] ?? ''))].sort()
}

const SOUND = {
  'src/contract/name.ts': ['zod/mini'],
  'src/browser/main.tsx': ['react', '@mui/material', './views/app.tsx', './config/load.ts'],
  'src/browser/config/load.ts': ['../../contract/name.ts'],
  'src/browser/sign-in/sign-in.ts': ['oidc-client-ts', '../config/load.ts'],
  'src/browser/session/session.ts': ['zustand', '../sign-in/sign-in.ts'],
  'src/browser/kubernetes/api.ts': ['../session/session.ts'],
  'src/browser/views/app.tsx': ['./pods/pods.tsx', './dialog/dialog.tsx'],
  'src/browser/views/row.tsx': ['react'],
  'src/browser/views/pods/pods.tsx': ['../row.tsx', '../../kubernetes/api.ts'],
  'src/browser/views/dialog/dialog.tsx': ['../row.tsx', '../../../contract/name.ts'],
  'src/server/main.ts': ['./build-server.ts', '../demo/start.ts'],
  'src/server/build-server.ts': ['fastify', './oidc/relay.ts'],
  'src/server/settings/settings.ts': ['../../contract/name.ts'],
  'src/server/clusters/cluster.ts': ['../settings/settings.ts'],
  'src/server/oidc/relay.ts': ['node:crypto', '../clusters/cluster.ts', '../settings/settings.ts'],
  'src/server/site/site.ts': ['../settings/settings.ts'],
  'src/demo/start.ts': ['oidc-provider', '../contract/name.ts'],
  'e2e/support/fairlead.ts': ['../../src/demo/start.ts'],
  'e2e/sign-in.spec.ts': ['./support/fairlead.ts', '../src/contract/name.ts'],
  'bench/run-bench.ts': ['../e2e/support/fairlead.ts'],
}

/** One forbidden import for each rule: the rule, the file, what it imports. */
const PLANTED: [rule: string, file: string, imported: string][] = [
  ['contract-stands-alone', 'src/contract/planted.ts', '../server/settings/settings.ts'],
  ['contract-only-zod', 'src/contract/planted.ts', 'node:fs'],
  ['contract-only-zod', 'src/contract/planted.ts', 'undici'],
  ['stages-without-main', 'src/browser/config/planted.ts', '../../server/settings/settings.ts'],
  ['stage-messages-imports-only-earlier', 'src/browser/messages/planted.ts', '../config/load.ts'],
  ['stage-config-imports-only-earlier', 'src/browser/config/planted.ts', '../sign-in/sign-in.ts'],
  ['stage-sign-in-imports-only-earlier', 'src/browser/sign-in/planted.ts', '../session/session.ts'],
  ['stage-session-imports-only-earlier', 'src/browser/session/planted.ts', '../kubernetes/api.ts'],
  ['stage-kubernetes-imports-only-earlier', 'src/browser/kubernetes/planted.ts', '../views/row.tsx'],
  ['view-folder-without-sibling', 'src/browser/views/dialog/planted.tsx', '../pods/pods.tsx'],
  ['browser-main-stays-in-the-browser', 'src/browser/planted.ts', '../server/settings/settings.ts'],
  ['react-only-in-views', 'src/browser/session/planted.ts', 'react'],
  ['react-only-in-views', 'src/browser/session/planted.ts', '@mui/material/Button'],
  ['oidc-client-only-in-sign-in', 'src/browser/session/planted.ts', 'oidc-client-ts'],
  ['no-node-in-the-browser', 'src/browser/session/planted.ts', 'node:crypto'],
  ['server-folder-without-sibling', 'src/server/oidc/planted.ts', '../site/site.ts'],
  ['server-folder-without-sibling', 'src/server/oidc/planted.ts', '../build-server.ts'],
  ['server-main-stays-on-the-server', 'src/server/planted.ts', '../browser/config/load.ts'],
  ['demo-started-by-the-command-line-only', 'src/server/build-planted.ts', '../demo/start.ts'],
  ['fastify-only-in-server', 'src/demo/planted.ts', 'fastify'],
  ['fastify-only-in-server', 'e2e/planted.spec.ts', 'fastify-plugin'],
  ['demo-only-contract', 'src/demo/planted.ts', '../server/settings/settings.ts'],
  ['e2e-only-contract-and-demo', 'e2e/planted.spec.ts', '../src/server/build-server.ts'],
  ['bench-only-contract-and-demo', 'bench/planted.ts', '../e2e/sign-in.spec.ts'],
  ['scripts-stand-alone', 'scripts/planted.ts', '../src/contract/name.ts'],
  ['run-time-only-dependencies', 'src/server/oidc/planted.ts', 'vitest'],
  ['no-import-of-a-test', 'src/contract/planted.ts', './planted.test.ts'],
  ['no-unresolvable', 'src/contract/planted.ts', './nowhere.ts'],
]

describe('the layer check', () => {
  test('finds nothing in a project that keeps to the table', async () => {
    expect(await findLayerFaults(plant(SOUND))).toEqual({ modules: Object.keys(SOUND).length, faults: [] })
  })

  test.each(PLANTED)('%s: %s must not import %s', async (rule, file, imported) => {
    const files = { ...SOUND, 'src/contract/planted.test.ts': ['./name.ts'], [file]: [imported] }
    expect(await rulesBrokenBy(files)).toContain(rule)
  })

  test('a type-only import counts', async () => {
    const root = plant(SOUND)
    writeFileSync(
      join(root, 'src/contract/planted.ts'),
      "export type { it } from '../server/settings/settings.ts'\n",
    )
    expect((await findLayerFaults(root)).faults.join()).toContain(
      'contract-stands-alone: src/contract/planted.ts',
    )
  })

  test('a screen does not reach its sibling through a shared file', async () => {
    const files = { ...SOUND, 'src/browser/views/dialog/planted.tsx': ['../app.tsx'] }
    expect(await rulesBrokenBy(files)).toContain('view-folder-without-sibling-through-a-shared-file')
  })

  test('a cycle is found', async () => {
    const files = { ...SOUND, 'src/demo/a.ts': ['./b.ts'], 'src/demo/b.ts': ['./a.ts'] }
    expect(await rulesBrokenBy(files)).toEqual(['no-cycle'])
  })

  test('a file that nothing imports and that imports nothing is found', async () => {
    expect(await rulesBrokenBy({ ...SOUND, 'src/demo/alone.ts': [] })).toEqual(['no-orphan'])
  })

  test('having looked at no module at all is a fault', async () => {
    const { modules, faults } = await findLayerFaults(plant({}))
    expect(modules).toBe(0)
    expect(faults).toHaveLength(1)
  })

  test('every rule is planted against', () => {
    const proven = [
      ...PLANTED.map(([rule]) => rule),
      'view-folder-without-sibling-through-a-shared-file',
      'no-cycle',
      'no-orphan',
    ]
    expect([...new Set(proven)].sort()).toEqual(LAYER_RULES.map(({ name }) => name).sort())
  })
})
