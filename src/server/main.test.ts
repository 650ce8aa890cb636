import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'

// Each starts a process of its own, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const home = mkdtempSync(join(tmpdir(), 'home-'))
afterAll(() => rmSync(home, { recursive: true }))

function fairlead(...argv: string[]) {
  const process_ = spawn(process.execPath, ['src/server/main.ts', ...argv], {
    env: { PATH: process.env.PATH, HOME: home, CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void process_.kill('SIGKILL'))
  const output = { out: '', err: '' }
  const waiting: { text: string; found: () => void }[] = []
  process_.stdout.on('data', (chunk: Buffer) => {
    output.out += chunk.toString()
    for (const { text, found } of waiting) if (output.out.includes(text)) found()
  })
  process_.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()))
  const ended = new Promise<{ out: string; err: string; code: number | null }>((resolve) =>
    process_.on('close', (code) => resolve({ ...output, code })),
  )
  const says = (text: string) => new Promise<void>((found) => waiting.push({ text, found }))
  return { ended, says, output, kill: (signal: NodeJS.Signals) => process_.kill(signal) }
}

describe('the command line', () => {
  test('tells its version and its settings', async () => {
    expect((await fairlead('--version').ended).out).toMatch(/^\d+\.\d+\.\d+\n$/)
    const { out, code } = await fairlead('--help').ended
    expect(code).toBe(0)
    expect(out).toContain('-oidc-idp-issuer-url')
  })

  test('names every fault on a line of its own and ends with 2', async () => {
    const { err, code } = await fairlead('-prot=1', '-port=x', '-oidc-client-secret=hidden-value').ended
    expect(code).toBe(2)
    const lines = err.trimEnd().split('\n')
    expect(lines.length).toBeGreaterThanOrEqual(2)
    for (const line of lines) expect(line).toMatch(/^fairlead: /)
    expect(err).not.toContain('hidden-value')
  })

  test('does not guess at an unknown command', async () => {
    expect(await fairlead('serv').ended).toMatchObject({ code: 2, err: expect.stringContaining('"serv"') })
  })

  test('says which port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void taken.close())
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as AddressInfo
    const { err, code } = await fairlead('-listen-addr=127.0.0.1', `-port=${port}`).ended
    expect(code).toBe(1)
    expect(err).toMatch(new RegExp(`^fairlead: port ${port} of 127.0.0.1 is in use: .*-port\\n$`))
  })
})

test('it serves until it is told to end, and warns of a secret among its arguments without showing it', async () => {
  const kubeconfig = join(home, 'kubeconfig')
  writeFileSync(
    kubeconfig,
    `apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: 'https://127.0.0.1:1' } }]
contexts: [{ name: harbour, context: { cluster: c, user: '' } }]
`,
  )
  const { ended, says, output, kill } = fairlead(
    `-kubeconfig=${kubeconfig}`,
    '-listen-addr=127.0.0.1',
    '-port=0',
    '-oidc-client-id=fairlead',
    '-oidc-client-secret=hidden-value',
    '-oidc-idp-issuer-url=https://127.0.0.1:1',
  )
  await says('Fairlead is ready')
  const url = /Fairlead is ready: (http:[^"]+)"/.exec(output.out)?.[1] ?? ''
  expect(await (await fetch(`${url}healthz`)).text()).toBe('ok')
  const config = (await (await fetch(`${url}config`)).json()) as { clusters: { name: string }[] }
  expect(config.clusters.map(({ name }) => name)).toEqual(['harbour'])
  kill('SIGTERM')
  const { code, out, err } = await ended
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('"level":"warn"')
  expect(out).not.toContain('hidden-value')
})

test('the demo starts, says where it is and who may sign in, and ends', async () => {
  const { ended, says, output, kill } = fairlead('demo', '-port=0', '-base-url=/fairlead')
  await says('Ctrl+C')
  const url = /demo: (\S+)/.exec(output.out)?.[1] ?? ''
  expect(url).toMatch(/^http:\/\/localhost:\d+\/fairlead\/$/)
  expect(output.out, 'nothing but faults comes before the greeting').not.toContain('"level":"info"')
  expect(output.out).toContain('lighthouse')
  expect(output.out).toMatch(/harbour-lab:\s+http:\/\/127\.0\.0\.1:\d+\/demo-token\s/)
  const config = (await (await fetch(`${url}config`)).json()) as {
    clusters: { name: string }[]
    oidcClients: { status: string }[]
  }
  expect(config.clusters).toHaveLength(4)
  expect(config.oidcClients.map(({ status }) => status)).toEqual(['ready', 'ready'])
  kill('SIGINT')
  expect((await ended).code).toBe(0)
})
