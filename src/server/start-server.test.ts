import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { readSettings } from './settings/read-settings.ts'
import { startServer } from './start-server.ts'

let home: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'fairlead-home-'))
})
afterEach(() => rmSync(home, { recursive: true }))

/** Starts a server and reads what it logs about its sealing key. */
async function keyLines(argv: readonly string[], env: Record<string, string> = {}) {
  const logged: string[] = []
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    logged.push(String(text))
    return true
  })
  onTestFinished(() => write.mockRestore())
  const read = readSettings({ argv: ['-listen-addr=127.0.0.1', '-port=0', ...argv], env, homeDir: home })
  const server = await startServer(read, { version: '1.2.3', siteFolder: home, env })
  await server.close()
  const lines = logged
    .join('')
    .split('\n')
    .filter((line) => line.includes('sealing'))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

const keyPath = () => join(home, '.local', 'state', 'fairlead', 'sealing-key')

test('a start without a sealing key keeps one, and says what replicas need', async () => {
  expect(await keyLines([])).toEqual([
    {
      level: 'info',
      time: expect.any(String) as string,
      code: 'SEALING_KEY_NOT_SHARED',
      remedy: 'Several replicas need one key for all: give each the same -sealing-key-file.',
      msg: `The sealing key was made on this machine and is kept in ${keyPath()}.`,
    },
  ])
  const kept = readFileSync(keyPath(), 'utf8')
  await keyLines([])
  expect(readFileSync(keyPath(), 'utf8')).toBe(kept)
})

test('in a pod it is a warning', async () => {
  const env = { KUBERNETES_SERVICE_HOST: '10.0.0.1' }
  expect(await keyLines([], env)).toMatchObject([{ level: 'warn', code: 'SEALING_KEY_NOT_SHARED' }])
})

test('with a sealing key there is nothing to say', async () => {
  expect(await keyLines([], { FAIRLEAD_SEALING_KEY: '11'.repeat(32) })).toEqual([])
})

test('what speaks against the state folder is a warning of its own', async () => {
  const warning = `the sealing key cannot be kept there (ENOTDIR); name another folder with -state-dir`
  expect(await keyLines(['-state-dir=/dev/null/x'])).toMatchObject([
    { level: 'warn', msg: `/dev/null/x/sealing-key: ${warning}` },
    { level: 'info', code: 'SEALING_KEY_NOT_SHARED' },
  ])
})
