#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { readCommandLine } from './command-line.ts'
import { describeStartFailure } from './describe-start-failure.ts'
import { openBrowser } from './open-browser.ts'
import { prepareDemo, type RunningDemo } from './run-demo.ts'
import { helpText } from './settings/help-text.ts'
import { readSettings, type SettingsInput, type SettingsRead } from './settings/read-settings.ts'
import { startServer, type RunningServer } from './start-server.ts'

/** A little more than what the server gives its running requests. */
const CLOSE_WITHIN_MS = 12_000

const project = join(import.meta.dirname, '..', '..')
const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string }
const siteFolder = join(project, 'dist', 'browser')

async function serve(read: SettingsRead, stop?: () => Promise<void>): Promise<RunningServer> {
  const server = await startServer(read, { version, siteFolder })
  closeWithGrace({ delay: CLOSE_WITHIN_MS, logger: server.log }, async ({ err, signal }) => {
    if (err) server.log.fatal({ err }, 'an unexpected error ends Fairlead')
    else server.log.info({ signal }, 'closing: running requests may end')
    await server.close()
    await stop?.()
  })
  return server
}

async function demo(input: SettingsInput): Promise<void> {
  const { startDemo } = await import('../demo/start-demo.ts')
  const prepared = await prepareDemo(input, startDemo)
  const server = await serve(prepared.read, () => prepared.demo.stop()).catch(async (error: unknown) => {
    await prepared.demo.stop()
    throw error
  })
  process.stdout.write(demoGreeting(server.url, prepared.demo))
  await openBrowser(server.url, input.env, input.isTerminal ?? false)
}

function demoGreeting(url: string, { accounts, pastedTokenUrl }: RunningDemo): string {
  const people = accounts.map(
    ({ name, password, description }) => `    ${name.padEnd(8)}${password.padEnd(16)}${description}`,
  )
  const token =
    pastedTokenUrl === undefined
      ? ''
      : `  A token to paste, for the cluster harbour-lab:\n    ${pastedTokenUrl}\n\n`
  return `\n  Fairlead’s demo: ${url}\n\n  Accounts to sign in with:\n${people.join('\n')}\n\n${token}  Ctrl+C ends it.\n\n`
}

/** A user whom only a container knows has none. */
function homeFolder(): string {
  try {
    return homedir()
  } catch {
    return ''
  }
}

async function run(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2))
  if (line.command === 'unknown') {
    process.stderr.write(`fairlead: unknown command "${line.word}"; there are serve and demo, see --help\n`)
    process.exitCode = 2
    return
  }
  if (line.command === 'help') return void process.stdout.write(helpText(version))
  if (line.command === 'version') return void process.stdout.write(`${version}\n`)
  const input = {
    argv: line.flags,
    env: process.env,
    homeDir: homeFolder(),
    isTerminal: process.stdout.isTTY,
  }
  if (line.command === 'demo') return demo(input)
  await serve(readSettings(input))
}

run().catch((error: unknown) => {
  const { text, exitCode } = describeStartFailure(error)
  process.stderr.write(text)
  process.exit(exitCode)
})
