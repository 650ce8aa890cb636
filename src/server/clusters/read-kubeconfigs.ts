import { basename } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { whyUnreadable } from '../settings/read-file.ts'
import type { BrokenCluster } from './cluster.ts'
import { nameForShow } from './name-for-show.ts'
import { mergeKubeconfigs, parseKubeconfig, type Kubeconfig } from './parse-kubeconfig.ts'
import type { ReadFile } from './read-tls-trust.ts'

interface ReadKubeconfigs {
  readonly merged: Kubeconfig
  /** For each file that cannot be read, an entry that tells so in the list of clusters. */
  readonly broken: readonly BrokenCluster[]
}

/** Reads kubeconfig files again and again, and keeps the last good state of one that is being written. */
export interface KubeconfigReader {
  read(paths: readonly string[], readFile: ReadFile): ReadKubeconfigs
}

export function createKubeconfigReader(log: FastifyBaseLogger): KubeconfigReader {
  const lastGood = new Map<string, Kubeconfig>()

  function readOne(path: string, readFile: ReadFile): Kubeconfig | BrokenCluster | undefined {
    let text: string
    try {
      text = readFile(path)
    } catch (error) {
      lastGood.delete(path)
      if (isMissing(error)) return undefined
      return brokenFile(path, whyUnreadable(error))
    }
    const before = lastGood.get(path)
    const parsed =
      before !== undefined && text.trim() === '' ? { problem: 'it is empty' } : parseKubeconfig(text, path)
    if (!('problem' in parsed)) {
      lastGood.set(path, parsed)
      return parsed
    }
    if (before === undefined) return brokenFile(path, parsed.problem)
    log.warn(
      { kubeconfig: path, problem: parsed.problem },
      'kubeconfig cannot be read now; its last good state stays',
    )
    return before
  }

  return {
    read(paths, readFile) {
      const files = [...new Set(paths)].flatMap((path) => readOne(path, readFile) ?? [])
      return {
        merged: mergeKubeconfigs(files.flatMap((file) => ('status' in file ? [] : [file]))),
        broken: files.flatMap((file) => ('status' in file ? [file] : [])),
      }
    },
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function brokenFile(path: string, problem: string): BrokenCluster {
  const file = basename(path)
  return {
    status: 'broken',
    name: nameForShow(`kubeconfig ${file}`),
    reason: {
      code: 'KUBECONFIG_INVALID',
      message: `The kubeconfig file ${JSON.stringify(file)} cannot be used: ${problem}.`,
      remedy: 'Correct the file; Fairlead reads it again by itself.',
    },
    source: path,
  }
}
