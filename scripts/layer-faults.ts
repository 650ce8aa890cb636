import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser'
import { CRUISE_OPTIONS, LAYER_RULES } from './layer-rules.ts'

const FOLDERS = ['src', 'e2e', 'bench', 'scripts']

/**
 * Applies the import table to a project's folder.
 *
 * A source file that the tool did not look at is a fault too, and so is having looked at none: with a TypeScript that
 * it does not know, dependency-cruiser finds no module and says that all is well.
 *
 * @returns `faults`: a finished line for each
 */
export async function findLayerFaults(root: string): Promise<{ modules: number; faults: readonly string[] }> {
  const sources = FOLDERS.flatMap((folder) => sourceFiles(root, folder))
  if (sources.length === 0)
    return { modules: 0, faults: [`No source file in ${FOLDERS.join(', ')} of ${root}`] }
  const result = await cruiseFolder(root, sources)
  const seen = new Set(result.modules.map(({ source }) => source))
  const unseen = sources.filter((source) => !seen.has(source))
  return {
    modules: sources.length - unseen.length,
    faults: [
      ...unseen.map((source) => `not-looked-at: ${source}`),
      ...result.summary.violations.map((violation) => describeFault(violation)),
    ],
  }
}

async function cruiseFolder(root: string, sources: string[]): Promise<ICruiseResult> {
  const ruleSet = { forbidden: [...LAYER_RULES] }
  const { output } = await cruise(sources, { ...CRUISE_OPTIONS, baseDir: root, validate: true, ruleSet })
  if (typeof output === 'string')
    throw new Error('dependency-cruiser answered with a text instead of a result')
  return output
}

function sourceFiles(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.split(sep).join('/')}`)
      .filter((path) => /[.](tsx?|mjs)$/.test(path) && !path.startsWith('e2e/real/tools/'))
  } catch {
    return []
  }
}

function describeFault({ rule, from, to }: IViolation): string {
  const comment = LAYER_RULES.find(({ name }) => name === rule.name)?.comment ?? ''
  return `${rule.name}: ${from}${from === to ? '' : ` → ${to}`}  (${comment})`
}
