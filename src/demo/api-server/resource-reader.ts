import type { IncomingMessage, ServerResponse } from 'node:http'
import type { KubeObject } from '../world/kube-object.ts'
import type { ObjectStore } from '../world/object-store.ts'
import type { ListChunks } from './list-chunks.ts'
import type { RequestInfo } from './request-info.ts'
import type { ResourceType } from './resource-type.ts'
import { readSelectors, type Selector } from './selectors.ts'
import { sendJson, sendStatus, sendText } from './send.ts'
import { badRequest, notFound } from './status.ts'
import { table, wantsTable, type IncludeObject } from './table.ts'
import { streamWatch } from './watch.ts'

interface Reading {
  readonly type: ResourceType
  readonly info: RequestInfo & { readonly kind: 'resource' }
  readonly params: URLSearchParams
}

type Respond = (request: IncomingMessage, response: ServerResponse, reading: Reading) => void

/** A real API server ends a watch after 30 to 60 minutes where the client does not say. */
const DEFAULT_WATCH_MS = 30 * 60 * 1000

/** Answers get, list and watch of one cluster's objects. */
export function createResourceReader(options: {
  readonly store: ObjectStore
  readonly chunks: ListChunks
  readonly nowMs: () => number
  readonly bookmarkEveryMs: number
}): { readonly read: Respond; dropWatches(): void } {
  const { store, chunks, nowMs } = options
  const watches = new Set<() => void>()

  const present = ({ headers }: IncomingMessage, { type, params }: Reading) => {
    if (!wantsTable(headers.accept)) return undefined
    const includeObject = includeObjectOf(params)
    return (
      objects: readonly KubeObject[],
      metadata: Readonly<Record<string, unknown>>,
      withColumns = true,
    ) => table(type, objects, metadata, { nowMs: nowMs(), includeObject, withColumns })
  }

  const get: Respond = (request, response, reading) => {
    const { type, info } = reading
    const object = store.get(type.resource, type.namespaced ? info.namespace : undefined, info.name ?? '')
    if (!object) return sendStatus(request, response, notFound(type.resource, type.group, info.name ?? ''))
    if (info.subresource !== undefined) return sendText(response, 404, '404 page not found\n')
    const asTable = present(request, reading)
    const { resourceVersion } = object.metadata
    sendJson(request, response, 200, asTable ? asTable([object], { resourceVersion }) : object)
  }

  const list = (request: IncomingMessage, response: ServerResponse, reading: Reading, matches: Selector) => {
    const { type, params } = reading
    const chunk = chunks.read({
      resource: type.resource,
      matches,
      selected: params.has('labelSelector') || params.has('fieldSelector'),
      limit: Number(params.get('limit') ?? 0),
      continueToken: params.get('continue') || undefined,
    })
    if ('code' in chunk) return sendStatus(request, response, chunk)
    const asTable = present(request, reading)
    const { objects, metadata } = chunk
    sendJson(request, response, 200, asTable ? asTable(objects, metadata) : plainList(type, chunk))
  }

  const watch = (request: IncomingMessage, response: ServerResponse, reading: Reading, matches: Selector) => {
    const { type, params } = reading
    const asTable = present(request, reading)
    let isFirst = true
    const drop = streamWatch(store, response, {
      resource: type.resource,
      apiVersion: apiVersionOf(type),
      kind: type.kind,
      matches,
      resourceVersion: Number(params.get('resourceVersion') ?? 0),
      bookmarks: params.get('allowWatchBookmarks') === 'true',
      marksInitialEvents: params.get('sendInitialEvents') === 'true',
      timeoutMs: Number(params.get('timeoutSeconds') ?? 0) * 1000 || DEFAULT_WATCH_MS,
      bookmarkEveryMs: options.bookmarkEveryMs,
      present(object) {
        if (!asTable) return object
        const { resourceVersion } = object.metadata
        const rows = asTable([object], { resourceVersion }, isFirst)
        isFirst = false
        return rows
      },
    })
    watches.add(drop)
    response.once('close', () => watches.delete(drop))
  }

  return {
    read(request, response, reading) {
      const { info, params } = reading
      if (info.verb === 'get') return get(request, response, reading)
      const selected = readSelectors(params)
      const fault = typeof selected === 'string' ? selected : faultOf(params)
      if (fault !== undefined || typeof selected === 'string') {
        return sendStatus(request, response, badRequest(fault ?? ''))
      }
      const matches: Selector = (object) => isIn(info, object) && selected(object)
      if (info.verb === 'watch') watch(request, response, reading, matches)
      else list(request, response, reading, matches)
    },
    dropWatches() {
      for (const drop of watches) drop()
    },
  }
}

function isIn({ namespace, name, resource }: Reading['info'], object: KubeObject): boolean {
  if (name !== undefined && object.metadata.name !== name) return false
  return resource === 'namespaces' || namespace === undefined || object.metadata.namespace === namespace
}

function faultOf(params: URLSearchParams): string | undefined {
  for (const name of ['limit', 'timeoutSeconds', 'resourceVersion']) {
    const value = params.get(name)
    if (value !== null && value !== '' && !/^\d+$/.test(value)) return `${name}: Invalid value: "${value}"`
  }
  return undefined
}

function includeObjectOf(params: URLSearchParams): IncludeObject {
  const value = params.get('includeObject')
  return value === 'None' || value === 'Object' ? value : 'Metadata'
}

function apiVersionOf({ group, version }: ResourceType): string {
  return group === '' ? version : `${group}/${version}`
}

function plainList(
  type: ResourceType,
  { objects, metadata }: { objects: readonly KubeObject[]; metadata: object },
) {
  return {
    kind: `${type.kind}List`,
    apiVersion: apiVersionOf(type),
    metadata,
    // In a list Kubernetes leaves out what the list already says of every item.
    items: objects.map(({ apiVersion: _apiVersion, kind: _kind, ...item }) => item),
  }
}
