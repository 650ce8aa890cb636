import type { KubeObject } from './kube-object.ts'

export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  /** Plural name, as in the URL. */
  readonly resource: string
  readonly resourceVersion: number
  readonly object: KubeObject
}

/** The objects of one cluster with their history, as etcd and the watch cache keep them. */
export interface ObjectStore {
  resourceVersion(): number
  /** Sorted by namespace and name. */
  list(resource: string): readonly KubeObject[]
  get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined
  put<T extends KubeObject>(resource: string, object: T): T
  remove(resource: string, object: KubeObject): void
  /** @returns `undefined` where the history no longer reaches back that far */
  changesSince(resourceVersion: number): readonly Change[] | undefined
  onChange(listener: (change: Change) => void): () => void
  /** Forgets the history: a watch or a continued list from before now is too old. */
  compact(): void
  /** How far back the history reaches. */
  oldestResourceVersion(): number
}

/** About ten minutes of the demo's life. */
const REMEMBERED_CHANGES = 2_000

/** A cluster that has been running for a while does not start to count at 1. */
const FIRST_RESOURCE_VERSION = 184_000

export function objectKey({ metadata }: KubeObject): string {
  return keyOf(metadata.namespace, metadata.name)
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`
}

export function createObjectStore(): ObjectStore {
  const objects = new Map<string, Map<string, KubeObject>>()
  const listeners = new Set<(change: Change) => void>()
  let history: Change[] = []
  let current = FIRST_RESOURCE_VERSION
  let oldest = FIRST_RESOURCE_VERSION

  const of = (resource: string) => {
    const known = objects.get(resource) ?? new Map<string, KubeObject>()
    objects.set(resource, known)
    return known
  }
  const stamp = <T extends KubeObject>(object: T): T => {
    current += 1
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(current) } }
  }
  const record = (type: Change['type'], resource: string, object: KubeObject) => {
    const change: Change = { type, resource, resourceVersion: current, object }
    history.push(change)
    if (history.length > REMEMBERED_CHANGES * 2) {
      history = history.slice(-REMEMBERED_CHANGES)
      oldest = (history[0]?.resourceVersion ?? current) - 1
    }
    for (const listener of listeners) listener(change)
  }

  return {
    resourceVersion: () => current,
    list: (resource) =>
      [...of(resource)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object),
    get: (resource, namespace, name) => of(resource).get(keyOf(namespace, name)),
    put(resource, object) {
      const type = of(resource).has(objectKey(object)) ? 'MODIFIED' : 'ADDED'
      const stamped = stamp(object)
      of(resource).set(objectKey(stamped), stamped)
      record(type, resource, stamped)
      return stamped
    },
    remove(resource, object) {
      if (of(resource).delete(objectKey(object))) record('DELETED', resource, stamp(object))
    },
    changesSince: (resourceVersion) =>
      resourceVersion < oldest
        ? undefined
        : history.filter((change) => change.resourceVersion > resourceVersion),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    compact() {
      history = []
      current += 1
      oldest = current
    },
    oldestResourceVersion: () => oldest,
  }
}
