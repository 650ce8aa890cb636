import { readFileSync } from 'node:fs'
import type { Rig, RigCluster } from '../rig/rig.ts'

/** What an API server noted of a request (audit.k8s.io/v1 `Event`, as far as stories look). */
export interface AuditedRequest {
  readonly stage: 'ResponseStarted' | 'ResponseComplete' | 'Panic'
  readonly verb: string
  readonly requestURI: string
  readonly userAgent?: string
  /** Without a name where the credentials were refused. */
  readonly user: { readonly username?: string; readonly groups?: readonly string[] }
  readonly responseStatus?: { readonly code: number }
}

/** The requests of one kind that come after the moment of the call. */
export interface Watcher<T> {
  seen(): readonly T[]
}

/** Requests that Fairlead's visitors made, from now on. Those of kubectl and of the API server itself are left out. */
export function watchApiServer(cluster: RigCluster): Watcher<AuditedRequest> {
  const newLines = linesFromNow(cluster.auditPath)
  return {
    seen: () =>
      newLines()
        .map((line) => JSON.parse(line) as AuditedRequest)
        .filter(({ userAgent = '' }) => !/^(kubectl|kube-apiserver)\//.test(userAgent)),
  }
}

export interface IssuerRequest {
  readonly method: string
  readonly path: string
  readonly status: number
}

export function watchIssuer(rig: Rig, issuer: keyof Rig['issuerOutputPaths']): Watcher<IssuerRequest> {
  const newLines = linesFromNow(rig.issuerOutputPaths[issuer])
  return {
    seen: () =>
      newLines().flatMap((line) => {
        const [, method, path, status] = /^access (\S+) (\S+) (\d+)$/.exec(line) ?? []
        return method && path && status ? [{ method, path, status: Number(status) }] : []
      }),
  }
}

function linesFromNow(path: string): () => readonly string[] {
  const before = readFileSync(path).length
  return () => {
    const lines = readFileSync(path).subarray(before).toString('utf8').split('\n')
    return lines.slice(0, -1) // the last one is empty, or still being written
  }
}
