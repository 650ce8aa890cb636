// Builds the site unless dist/ holds one that is newer than everything it is made of.
import { spawnSync } from 'node:child_process'
import { newestChangeMs } from './newest-change.ts'

const SOURCES = [
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'public',
  'scripts/vite-plugins',
  'src/browser',
  'src/contract',
]

if (newestChangeMs(SOURCES) > newestChangeMs(['dist/browser/index.html'])) {
  console.log('Building the site …')
  const { status } = spawnSync('npm', ['run', '--silent', 'build:site', '--', '--logLevel', 'error'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  process.exitCode = status ?? 1
}
