import type { KubeObject } from '../world/kube-object.ts'
import type { Cell, ColumnDefinition, ResourceType } from './resource-type.ts'

export type IncludeObject = 'None' | 'Metadata' | 'Object'

export interface Table {
  readonly kind: 'Table'
  readonly apiVersion: 'meta.k8s.io/v1'
  readonly metadata: Readonly<Record<string, unknown>>
  /** `null` in a watch after its first event. */
  readonly columnDefinitions: readonly ColumnDefinition[] | null
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly object: unknown }[]
}

/** Objects as the rows that kubectl shows. */
export function table(
  type: ResourceType,
  objects: readonly KubeObject[],
  metadata: Readonly<Record<string, unknown>>,
  options: { readonly nowMs: number; readonly includeObject: IncludeObject; readonly withColumns: boolean },
): Table {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: options.withColumns ? type.columns : null,
    rows: objects.map((object) => ({
      cells: type.cells(object, options.nowMs),
      object: included(object, options.includeObject),
    })),
  }
}

function included(object: KubeObject, includeObject: IncludeObject): unknown {
  if (includeObject === 'None') return null
  if (includeObject === 'Object') return object
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata }
}

/**
 * Whether the caller wants a Table: the first alternative of the `Accept` header that we can serve wins.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables
 */
export function wantsTable(accept: string | undefined): boolean {
  for (const alternative of (accept ?? '').split(',')) {
    const [type = '', ...params] = alternative.split(';').map((part) => part.trim().toLowerCase())
    if (!['application/json', 'application/*', '*/*'].includes(type)) continue
    const as = params.find((param) => param.startsWith('as='))
    if (as === undefined) return false
    if (as === 'as=table' && params.includes('v=v1') && params.includes('g=meta.k8s.io')) return true
  }
  return false
}
