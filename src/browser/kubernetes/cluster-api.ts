import type { StoreApi } from 'zustand/vanilla'
import type { Finding } from '../../contract/finding.ts'
import type { Identity } from '../session/session.ts'

/** A list of one resource, in a namespace or in all of them. */
export interface TableQuery {
  /** Below the cluster, without a namespace: `/api/v1` or `/apis/apps/v1`. */
  readonly groupVersion: string
  /** Plural, as in the URL: `pods`. */
  readonly resource: string
  readonly namespace?: string
}

/** A column of the server-side Table; `priority` 0 is always shown. */
export interface TableColumn {
  readonly name: string
  readonly type: string
  readonly format: string
  readonly description: string
  readonly priority: number
}

export interface TableRow {
  readonly uid: string
  readonly name: string
  readonly namespace?: string
  /** Unix milliseconds. */
  readonly createdAtMs?: number
  readonly cells: readonly (string | number | boolean | null)[]
}

/** A table as it stands now, kept live by a watch. */
export type LiveTable =
  | { readonly status: 'loading' }
  | { readonly status: 'forbidden'; readonly message: string }
  | { readonly status: 'failed'; readonly reason: Finding }
  | {
      readonly status: 'ready'
      readonly columns: readonly TableColumn[]
      /** Sorted by namespace, then name. */
      readonly rows: readonly TableRow[]
      /** False while further chunks are on their way. */
      readonly complete: boolean
      /** `stale`: the watch is down and being opened again. */
      readonly watch: 'live' | 'stale'
    }

/** One cluster's Kubernetes API with the person's own token. */
export interface ClusterApi {
  /** @throws AppError `TOKEN_REFUSED`, `CLUSTER_UNREACHABLE`, `KUBERNETES_FAILED`, `NETWORK_FAILED` */
  whoAmI(): Promise<Identity>
  /** Starts a list and a watch; `close` ends both. */
  openTable(query: TableQuery): { readonly table: StoreApi<LiveTable>; close(): void }
}
