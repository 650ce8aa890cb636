import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { secureOptions, watchCertificate } from './listen-options.ts'

afterEach(() => vi.useRealTimers())

function tlsFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = { certPath: join(folder, 'cert.pem'), keyPath: join(folder, 'key.pem') }
  const write = (text: string, changedS: number) => {
    for (const path of Object.values(files)) {
      writeFileSync(path, text)
      utimesSync(path, changedS, changedS)
    }
  }
  write('first', 1)
  return { files, write }
}

test('a renewed certificate is in use within a minute, an unchanged one is left alone', () => {
  vi.useFakeTimers()
  const { files, write } = tlsFiles()
  const setSecureContext = vi.fn()
  const stop = watchCertificate({ setSecureContext }, files, pino({ level: 'silent' }))
  vi.advanceTimersByTime(120_000)
  expect(setSecureContext).not.toHaveBeenCalled()

  write('second', 2)
  vi.advanceTimersByTime(60_000)
  expect(setSecureContext).toHaveBeenCalledExactlyOnceWith({
    cert: Buffer.from('second'),
    key: Buffer.from('second'),
  })
  stop()
})

test('a renewed certificate that cannot be used leaves the old one, until it is mended', () => {
  vi.useFakeTimers()
  const { files, write } = tlsFiles()
  const setSecureContext = vi.fn().mockImplementationOnce(() => {
    throw new Error('no certificate')
  })
  const stop = watchCertificate({ setSecureContext }, files, pino({ level: 'silent' }))
  for (const changedS of [2, 3]) {
    write('next', changedS)
    vi.advanceTimersByTime(60_000)
  }
  expect(setSecureContext).toHaveBeenCalledTimes(2)
  stop()
})

test('a TLS file that cannot be read is named', () => {
  const { files } = tlsFiles()
  expect(() => secureOptions({ ...files, keyPath: '/nowhere/key.pem' })).toThrow('/nowhere/key.pem')
})
