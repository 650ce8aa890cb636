import { basename } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { whyUnreadable } from '../settings/read-file.ts'
import type { BrokenCluster } from './cluster.ts'
import { nameForShow } from './name-for-show.ts'
import {
  mergeKubeconfigs,
  parseKubeconfig,
  type Kubeconfig,
  type KubeconfigFile,
} from './parse-kubeconfig.ts'
import type { ReadFile } from './read-tls-trust.ts'

/** How long a file may be gone: whoever replaces it may first remove it. */
const GONE_GRACE_MS = 10_000

interface ReadKubeconfigs {
  readonly merged: Kubeconfig
  /** For each file that cannot be read, an entry that tells so in the list of clusters. */
  readonly broken: readonly BrokenCluster[]
  /** When to read again although no file has changed: a file that is gone then takes its clusters along. */
  readonly readAgainAtMs: number
}

/** Reads kubeconfig files again and again, and keeps the last good state of one that is being written or replaced. */
export interface KubeconfigReader {
  read(paths: readonly string[], readFile: ReadFile): ReadKubeconfigs
}

/** @param nowMs Monotonic. */
export function createKubeconfigReader(log: FastifyBaseLogger, nowMs: () => number): KubeconfigReader {
  const lastGood = new Map<string, KubeconfigFile>()
  const graceEndsAtMs = new Map<string, number>()

  function readOne(path: string, readFile: ReadFile): KubeconfigFile | BrokenCluster | undefined {
    let text: string
    try {
      text = readFile(path)
    } catch (error) {
      if (isMissing(error)) return lastGoodOfGone(path)
      forget(path)
      return brokenFile(path, whyUnreadable(error))
    }
    graceEndsAtMs.delete(path)
    const before = lastGood.get(path)
    const parsed =
      before !== undefined && text.trim() === '' ? { problem: 'it is empty' } : parseKubeconfig(text, path)
    if (!('problem' in parsed)) {
      lastGood.set(path, parsed)
      logRepeated(path, parsed)
      return parsed
    }
    if (before === undefined) return brokenFile(path, parsed.problem)
    log.warn(
      { kubeconfig: path, problem: parsed.problem },
      'kubeconfig cannot be read now; its last good state stays',
    )
    return before
  }

  function lastGoodOfGone(path: string): KubeconfigFile | undefined {
    const before = lastGood.get(path)
    if (before === undefined) return undefined
    const endsAtMs = graceEndsAtMs.get(path)
    if (endsAtMs === undefined) {
      graceEndsAtMs.set(path, nowMs() + GONE_GRACE_MS)
      log.warn(
        { kubeconfig: path, graceMs: GONE_GRACE_MS },
        'kubeconfig is gone; its clusters stay for a while',
      )
    } else if (nowMs() >= endsAtMs) {
      forget(path)
      return undefined
    }
    return before
  }

  function forget(path: string) {
    lastGood.delete(path)
    graceEndsAtMs.delete(path)
  }

  function logRepeated(path: string, { repeatedContexts }: KubeconfigFile) {
    for (const name of repeatedContexts)
      log.warn(
        { kubeconfig: path, context: nameForShow(name) },
        'several contexts of this kubeconfig share a name; the first one is used',
      )
  }

  return {
    read(paths, readFile) {
      const files = [...new Set(paths)].flatMap((path) => readOne(path, readFile) ?? [])
      return {
        merged: mergeKubeconfigs(files.flatMap((file) => ('status' in file ? [] : [file]))),
        broken: files.flatMap((file) => ('status' in file ? [file] : [])),
        readAgainAtMs: Math.min(...graceEndsAtMs.values()),
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
