import { readFileSync } from 'node:fs'
import { ValueRefused } from './setting.ts'

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'we may not read it',
  EISDIR: 'it is a folder',
}

/** @throws ValueRefused with the reason, without the path */
export function readFileOrRefuse(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ValueRefused(whyUnreadable(error))
  }
}

/** The reason for which a file could not be read, for a message. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return WHY[code] ?? `it cannot be read: ${code}`
}
