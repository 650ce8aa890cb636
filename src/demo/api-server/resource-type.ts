import type { KubeObject, Sparse } from '../world/kube-object.ts'
import { humanDuration } from './duration.ts'

export type Cell = string | number | boolean

export interface ColumnDefinition {
  readonly name: string
  readonly type: string
  readonly format: string
  readonly description: string
  /** 0 is always shown; 1 only in a wide table. */
  readonly priority: number
}

/** A kind of object that the demo's API servers serve. */
export interface ResourceType {
  readonly group: string
  readonly version: string
  /** Plural, as in the URL. */
  readonly resource: string
  readonly singular: string
  readonly kind: string
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly namespaced: boolean
  readonly columns: readonly ColumnDefinition[]
  /** One cell for each column. A watch's bookmark is an object with next to nothing in it. */
  cells(object: KubeObject, nowMs: number): readonly Cell[]
}

export const NAME = column('Name', 'Unique in its namespace.', { format: 'name' })
export const AGE = column('Age', 'Time since the object was made.')
export const SELECTOR = column('Selector', 'Labels of the pods that belong to it.', { priority: 1 })

/** Lets a type's cells be written for its own objects, of which any field but the metadata may be missing. */
export function resourceType<T extends KubeObject>(
  type: Omit<ResourceType, 'cells'> & { cells(object: Sparse<T>, nowMs: number): readonly Cell[] },
): ResourceType {
  return { ...type, cells: (object, nowMs) => type.cells(object as T, nowMs) }
}

/** What a namespaced kind of the core group begins with. */
export function core(resource: string, singular: string, kind: string, shortNames: readonly string[]) {
  return {
    group: '',
    version: 'v1',
    resource,
    singular,
    kind,
    shortNames,
    categories: [] as string[],
    namespaced: true,
  }
}

export function column(
  name: string,
  description: string,
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition {
  return { name, type: 'string', format: '', description, priority: 0, ...more }
}

export function age(object: Sparse<KubeObject>, nowMs: number): string {
  return since(object.metadata.creationTimestamp, nowMs)
}

/** Time since then, as kubectl writes it. */
export function since(time: string | undefined, nowMs: number): string {
  return time === undefined ? '<unknown>' : humanDuration(nowMs - Date.parse(time))
}

export function labels(selector: Readonly<Record<string, string>> | undefined): string {
  const pairs = Object.entries(selector ?? {}).map(([key, value]) => `${key}=${value}`)
  return pairs.length === 0 ? '<none>' : pairs.join(',')
}
