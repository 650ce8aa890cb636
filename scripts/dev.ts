// The demo's backend, restarted when its code changes, behind Vite, which reloads the page.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const vite = await createServer({ root: fileURLToPath(new URL('..', import.meta.url)) })
await vite.listen()
const [pageUrl] = vite.resolvedUrls?.local ?? []
if (pageUrl === undefined) throw new Error('Vite listens on no local address')

const flags = [`-public-url=${new URL(pageUrl).origin}`, '-log-format=pretty']
// Not at a terminal, so that it opens no browser: its own address serves the last build.
const backend = spawn(process.execPath, ['--watch', 'src/server/main.ts', 'demo', ...flags], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
backend.stdout.pipe(process.stdout)
backend.on('exit', () => void vite.close())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => backend.kill(signal))

console.log(`\n  The page, reloading as you type: ${pageUrl}\n`)
