import { parseFlags } from './parse-flags.ts'

/** What a command line asks for before any setting matters: the help, the version, or neither. */
export function readRequest(argv: readonly string[]): 'help' | 'version' | undefined {
  const given = parseFlags(argv, { faults: [], warnings: [] })
  const asks = (name: string) => given.findLast((one) => one.name === name)?.raw === 'true'
  if (asks('help')) return 'help'
  return asks('version') ? 'version' : undefined
}
