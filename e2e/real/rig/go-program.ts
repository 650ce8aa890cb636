import { createHash } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'

/** A program that is built from a folder with a `go.mod`. */
export interface GoProgram {
  readonly name: string
  readonly moduleFolder: string
  /** Import path, or `.` for the folder itself. */
  readonly package: string
  readonly linkerFlags: string
}

/** The program cannot be had on this machine: no Go, or no way to its modules. Not a fault of ours. */
export class ProgramUnavailable extends Error {
  override readonly name = 'ProgramUnavailable'
}

const BUILD_ENV = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' }

/**
 * The path of the program, built when the cache has no copy made from the same sources, versions and Go.
 *
 * @throws ProgramUnavailable without Go or network
 */
export async function buildGoProgram(program: GoProgram, cacheFolder: string): Promise<string> {
  const folder = join(cacheFolder, program.name, await cacheKey(program))
  const path = join(folder, program.name)
  if (await exists(path)) return path
  await mkdir(folder, { recursive: true })
  await fetchModules(program)
  console.log(
    `Building ${program.name}. The first time takes minutes; after that it comes from ${cacheFolder}`,
  )
  const unfinished = `${path}.${process.pid}`
  const flags = ['-trimpath', '-ldflags', `-s -w ${program.linkerFlags}`.trim()]
  const built = await go(program, ['build', ...flags, '-o', unfinished, program.package])
  if (built.exitCode !== 0) throw new Error(`${program.name} does not build:\n${built.stderr}`)
  await rename(unfinished, path)
  return path
}

async function cacheKey(program: GoProgram): Promise<string> {
  const version = await goVersion(program)
  const hash = createHash('sha256').update([version, program.package, program.linkerFlags].join('\0'))
  const files = (await readdir(program.moduleFolder)).filter((file) => /^go\.(mod|sum)$|\.go$/.test(file))
  for (const file of files.sort()) {
    hash.update(`\0${file}\0`).update(await readFile(join(program.moduleFolder, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

async function goVersion(program: GoProgram): Promise<string> {
  try {
    const answer = await go(program, ['env', 'GOVERSION', 'GOOS', 'GOARCH'])
    if (answer.exitCode === 0) return answer.stdout
    throw new ProgramUnavailable(`Go refuses the module of ${program.name}: ${answer.stderr.trim()}`)
  } catch (error) {
    if (error instanceof ProgramUnavailable) throw error
    throw new ProgramUnavailable(`Go is not installed, and ${program.name} is built from Go modules`, {
      cause: error,
    })
  }
}

/** Apart from the build, so that a missing network is told from a program that does not compile. */
async function fetchModules(program: GoProgram): Promise<void> {
  const listed = await go(program, ['list', '-deps', '-f', '{{.ImportPath}}', program.package])
  if (listed.exitCode === 0) return
  if (isOutOfReach(listed.stderr)) {
    throw new ProgramUnavailable(
      `The Go modules of ${program.name} cannot be fetched: ${listed.stderr.trim()}`,
    )
  }
  throw new Error(`The Go modules of ${program.name} do not fit together:\n${listed.stderr}`)
}

function isOutOfReach(stderr: string): boolean {
  return /dial tcp|no such host|connection re(fused|set)|timeout|proxyconnect|TLS handshake|lookup disabled|requires go >=/i.test(
    stderr,
  )
}

const go = (program: GoProgram, args: readonly string[]) =>
  runProgram('go', args, { cwd: program.moduleFolder, env: BUILD_ENV })

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
