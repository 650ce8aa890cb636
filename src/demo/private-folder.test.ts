import { spawnSync } from 'node:child_process'
import { access, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createPrivateFolder } from './private-folder.ts'

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

async function folderOf(pid: number): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), `fairlead-demo-${pid}-`))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

test('only this user can read it, and it can be removed', async () => {
  const folder = await createPrivateFolder()
  expect((await stat(folder.path)).mode & 0o777).toBe(0o700)
  folder.remove()
  expect(await exists(folder.path)).toBe(false)
})

test('what a killed demo left behind goes with the next; what a running one uses stays', async () => {
  const { pid: endedPid } = spawnSync(process.execPath, ['--version'])
  const abandoned = await folderOf(endedPid)
  const inUse = await folderOf(process.pid)
  const folder = await createPrivateFolder()
  onTestFinished(folder.remove)
  expect(await exists(abandoned)).toBe(false)
  expect(await exists(inUse)).toBe(true)
})
