import type { KubeObject } from '../world/kube-object.ts'
import { objectKey, type ObjectStore } from '../world/object-store.ts'
import { badRequest, continueExpired, type Status } from './status.ts'

interface Chunk {
  readonly objects: readonly KubeObject[]
  readonly metadata: {
    readonly resourceVersion: string
    readonly continue?: string
    readonly remainingItemCount?: number
  }
}

interface ChunkQuery {
  readonly resource: string
  readonly matches: (object: KubeObject) => boolean
  /** With a selector Kubernetes does not say how many items remain. */
  readonly selected: boolean
  /** 0: everything at once. */
  readonly limit: number
  readonly continueToken: string | undefined
}

export interface ListChunks {
  /** @returns a Status of 400 or 410 where the list cannot be continued */
  read(query: ChunkQuery): Chunk | Status
  /** Makes every list under way too old to be continued. */
  forget(): void
}

const REMEMBERED_SNAPSHOTS = 32
/** In a continue token: go on from here with the list as it is now. */
const AS_IT_IS_NOW = -1

interface Position {
  readonly resourceVersion: number
  /** The last object that was sent. */
  readonly after: string
}

/** Serves lists in chunks that all show the cluster as it stood at the first one. */
export function createListChunks(store: ObjectStore): ListChunks {
  const snapshots = new Map<string, readonly KubeObject[]>()

  const remember = (key: string, objects: readonly KubeObject[]) => {
    snapshots.set(key, objects)
    for (const oldest of snapshots.keys()) {
      if (snapshots.size <= REMEMBERED_SNAPSHOTS) break
      snapshots.delete(oldest)
    }
  }

  function read(query: ChunkQuery): Chunk | Status {
    const position = query.continueToken === undefined ? undefined : decode(query.continueToken)
    if (position === 'invalid') return badRequest('continue key is not valid')
    const continues = position !== undefined && position.resourceVersion !== AS_IT_IS_NOW
    const resourceVersion = continues ? position.resourceVersion : store.resourceVersion()
    const key = `${query.resource}@${resourceVersion}`
    const all = continues ? snapshots.get(key) : store.list(query.resource)
    if (!all) return continueExpired(encode({ resourceVersion: AS_IT_IS_NOW, after: position?.after ?? '' }))
    const chunk = cut(all.filter(query.matches), query, position?.after, resourceVersion)
    if (chunk.metadata.continue !== undefined) remember(key, all)
    return chunk
  }

  return { read, forget: () => snapshots.clear() }
}

function cut(
  matching: readonly KubeObject[],
  { limit, selected }: ChunkQuery,
  after: string | undefined,
  resourceVersion: number,
): Chunk {
  const rest = after === undefined ? matching : matching.filter((object) => objectKey(object) > after)
  const objects = limit > 0 ? rest.slice(0, limit) : rest
  const last = objects.at(-1)
  const remaining = rest.length - objects.length
  return {
    objects,
    metadata: {
      resourceVersion: String(resourceVersion),
      ...(remaining > 0 && last && { continue: encode({ resourceVersion, after: objectKey(last) }) }),
      ...(remaining > 0 && !selected && { remainingItemCount: remaining }),
    },
  }
}

function encode(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

function decode(token: string): Position | 'invalid' {
  try {
    const position = JSON.parse(Buffer.from(token, 'base64url').toString()) as Partial<Position>
    const { resourceVersion, after } = position
    if (typeof resourceVersion === 'number' && typeof after === 'string') return { resourceVersion, after }
  } catch {
    // Not one of ours.
  }
  return 'invalid'
}
