export type Command = 'serve' | 'demo' | 'help' | 'version'

export type CommandLine =
  | { readonly command: Command; readonly flags: readonly string[] }
  | { readonly command: 'unknown'; readonly word: string }

const COMMAND_FLAG = /^--?(?<name>\w+)(?:=true)?$/
const FLAGS_THAT_ARE_COMMANDS = new Map<string, Command>([
  ['help', 'help'],
  ['h', 'help'],
  ['version', 'version'],
])

/** Reads `fairlead [serve|demo] [flags]`. Help and version go before all else, wherever they stand. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const asked = argv.map((word) =>
    FLAGS_THAT_ARE_COMMANDS.get(COMMAND_FLAG.exec(word)?.groups?.['name'] ?? ''),
  )
  const command = asked.find((found) => found !== undefined)
  if (command !== undefined) return { command, flags: [] }

  const [word, ...flags] = argv
  if (word === undefined || word.startsWith('-')) return { command: 'serve', flags: argv }
  if (word === 'serve' || word === 'demo' || word === 'help' || word === 'version')
    return { command: word, flags }
  return { command: 'unknown', word }
}
