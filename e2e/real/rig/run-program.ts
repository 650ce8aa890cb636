import { spawn } from 'node:child_process'

export interface ProgramResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a program to its end and gives back what it said, whatever its exit code.
 *
 * @throws the spawn error where the program is not there (`code: 'ENOENT'`)
 */
export function runProgram(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Readonly<Record<string, string>>; input?: string } = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd, env: { ...process.env, ...options.env } })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ exitCode: code ?? -1, stdout, stderr }))
    child.stdin.on('error', () => undefined) // a program that does not read its input closes it
    child.stdin.end(options.input ?? '')
  })
}

/** As {@link runProgram}, for a program that must succeed. @returns its standard output */
export async function mustRun(...call: Parameters<typeof runProgram>): Promise<string> {
  const result = await runProgram(...call)
  if (result.exitCode === 0) return result.stdout
  const [command, args] = call
  throw new Error(
    `${command} ${args.join(' ')} ended with ${result.exitCode}: ${result.stderr || result.stdout}`,
  )
}
