import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SettingsFaults } from './settings-faults.ts'
import { takeSealingKeys } from './take-sealing-keys.ts'

let home: string
let stateFolder: string
let path: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'fairlead-state-'))
  stateFolder = join(home, 'state', 'fairlead')
  path = join(stateFolder, 'sealing-key')
})
afterEach(() => rmSync(home, { recursive: true }))

const take = () => takeSealingKeys({ sealingKeys: [], stateFolder })
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8)

function writeKey(content: string, mode = 0o600): void {
  mkdirSync(stateFolder, { recursive: true })
  writeFileSync(path, content)
  chmodSync(path, mode)
}

const hexOf = (keys: readonly Uint8Array[]) => keys.map((key) => Buffer.from(key).toString('hex'))
const OLD = '11'.repeat(32)
const NEW = '22'.repeat(32)
const NOBODY = 65_534

test('keys that the operator gave are taken as they are, and nothing is written', () => {
  const sealingKeys = [new Uint8Array(32).fill(1)]
  expect(takeSealingKeys({ sealingKeys, stateFolder })).toEqual({ keys: sealingKeys, warnings: [] })
  expect(readdirSync(home)).toEqual([])
})

describe('without keys', () => {
  test('one is made at the first start, for its owner only', () => {
    const { keys, finding, warnings } = take()
    expect(keys.map(({ length }) => length)).toEqual([32])
    expect(warnings).toEqual([])
    expect(finding).toEqual({
      code: 'SEALING_KEY_NOT_SHARED',
      message: `The sealing key was made on this machine and is kept in ${path}.`,
      remedy: 'Several replicas need one key for all: give each the same -sealing-key-file.',
    })
    expect([modeOf(path), modeOf(stateFolder)]).toEqual(['600', '700'])
    expect(readdirSync(stateFolder)).toEqual(['sealing-key'])
  })

  test('the same one is taken at the next start', () => {
    expect(take()).toEqual(take())
  })

  test('two machines make two', () => {
    const first = take().keys
    rmSync(path)
    expect(take().keys).not.toEqual(first)
  })

  test('neither the finding nor a warning holds the key', () => {
    const { keys, ...told } = take()
    const text = JSON.stringify(told)
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(text).not.toContain(Buffer.from(keys[0] ?? []).toString(encoding))
  })

  test('the file may hold several, for rotation by hand', () => {
    writeKey(`# new\n${NEW}\n${OLD}\n`)
    expect(hexOf(take().keys)).toEqual([NEW, OLD])
  })

  test.each([0o640, 0o604, 0o666])('a file of mode %o gives a warning, and works', (mode) => {
    writeKey(OLD, mode)
    const { keys, warnings } = take()
    expect(hexOf(keys)).toEqual([OLD])
    expect(warnings).toEqual([`${path}: others on this machine may read the sealing key; chmod 600 it`])
  })

  test.each<[string, string]>([
    ['', 'it holds no key'],
    ['# Made by Fairlead.\n', 'it holds no key'],
    [OLD.slice(2), 'key 1 is not hex or base64, or shorter than 32 bytes'],
    [`${OLD}\n\u0000\u0001`, 'key 2 is not hex or base64, or shorter than 32 bytes'],
  ])('a file damaged to %j is a fault, and stays as it is', (content, why) => {
    writeKey(content)
    expect(take).toThrow(SettingsFaults)
    expect(take).toThrow(`${path}: damaged: ${why}; restore it, or delete it, which signs everybody out`)
    expect(readFileSync(path, 'utf8')).toBe(content)
  })
})

describe('where no file can be kept, the key lives as long as the process', () => {
  const inMemory = {
    code: 'SEALING_KEY_NOT_SHARED',
    message: 'The sealing key lives as long as this process: a restart signs everybody out.',
    remedy: 'Several replicas need one key for all: give each the same -sealing-key-file.',
  }

  test('since there is no state folder', () => {
    const first = takeSealingKeys({ sealingKeys: [] })
    expect(first).toMatchObject({ finding: inMemory, warnings: [] })
    expect(first.keys.map(({ length }) => length)).toEqual([32])
    expect(takeSealingKeys({ sealingKeys: [] }).keys).not.toEqual(first.keys)
  })

  test('since a file stands in the way of the folder', () => {
    writeFileSync(join(home, 'state'), '')
    expect(take()).toMatchObject({
      finding: inMemory,
      warnings: [
        `${path}: the sealing key cannot be kept there (ENOTDIR); name another folder with -state-dir`,
      ],
    })
  })

  test('since the place of the file is a folder', () => {
    mkdirSync(path, { recursive: true })
    expect(take()).toMatchObject({
      finding: inMemory,
      warnings: [`${path}: not used as the sealing key: it is a folder; name another folder with -state-dir`],
    })
  })

  test('since a link stands there that leads nowhere', () => {
    mkdirSync(stateFolder, { recursive: true })
    symlinkSync(join(home, 'gone'), path)
    expect(take()).toMatchObject({ finding: inMemory, warnings: [expect.stringContaining('(ENOENT)')] })
    expect(readdirSync(stateFolder)).toEqual(['sealing-key'])
  })

  test.runIf(process.getuid?.() === 0).each<[string, () => void]>([
    ['a file', () => chownSync(path, NOBODY, NOBODY)],
    [
      'a link to a file of ours',
      () => {
        renameSync(path, join(home, 'key'))
        symlinkSync(join(home, 'key'), path)
        lchownSync(path, NOBODY, NOBODY)
      },
    ],
    [
      'a file behind a link of ours',
      () => {
        renameSync(path, join(home, 'key'))
        chownSync(join(home, 'key'), NOBODY, NOBODY)
        symlinkSync(join(home, 'key'), path)
      },
    ],
  ])('since %s of another user is there, whose key they may know', (_what, plant) => {
    writeKey(OLD)
    plant()
    const { keys, ...told } = take()
    expect(hexOf(keys)).not.toContain(OLD)
    expect(told).toEqual({
      finding: inMemory,
      warnings: [
        `${path}: not used as the sealing key: it belongs to the user ${NOBODY}; name another folder with -state-dir`,
      ],
    })
  })

  test.skipIf(process.platform === 'win32')('since a pipe stands there, at which nobody waits', () => {
    mkdirSync(stateFolder, { recursive: true })
    execFileSync('mkfifo', [path])
    expect(take()).toMatchObject({
      finding: inMemory,
      warnings: [expect.stringContaining('it is no small file')],
    })
  })

  test('since the file is far too large for keys', () => {
    writeKey(`${OLD}\n`.repeat(2_000))
    expect(take()).toMatchObject({ finding: inMemory, warnings: [expect.stringContaining('no small file')] })
  })

  test('since the name of the folder is too long', () => {
    stateFolder = join(home, 'x'.repeat(300))
    expect(take()).toMatchObject({ finding: inMemory, warnings: [expect.stringContaining('(ENAMETOOLONG)')] })
  })
})

test('processes that start at once end up with one key', async () => {
  const module = join(import.meta.dirname, 'take-sealing-keys.ts')
  // Each says that it is ready and goes on when it is told to, so that none is done before the others begin.
  const script = `
    const { takeSealingKeys } = await import(${JSON.stringify(module)})
    process.stdout.write('.')
    process.stdin.once('data', () => {
      const { keys } = takeSealingKeys({ sealingKeys: [], stateFolder: ${JSON.stringify(stateFolder)} })
      process.stdout.write(Buffer.from(keys[0]).toString('hex'), () => process.exit())
    })`
  const starts = Array.from({ length: 4 }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let said = ''
    const ready = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const ended = new Promise<string>((resolve) => child.once('close', () => resolve(said)))
    return { ready, ended, go: () => child.stdin.write('go') }
  })
  await Promise.all(starts.map(({ ready }) => ready))
  for (const { go } of starts) go()
  const keys = await Promise.all(starts.map(({ ended }) => ended))
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toMatch(/^\.[\da-f]{64}$/)
  expect(readdirSync(stateFolder)).toEqual(['sealing-key'])
}, 60_000)
