// Builds the site unless dist/ holds one that is newer than everything it is made of.
import { execFileSync } from 'node:child_process'
import { newestChangeMs } from './newest-change.ts'

const SOURCES = [
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'public',
  'src/browser',
  'src/contract',
  'src/diagnosis',
]

if (newestChangeMs(SOURCES) > newestChangeMs(['dist/browser/index.html'])) {
  console.log('Building the site …')
  execFileSync('npm', ['run', '--silent', 'build:site'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
}
