import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../world/kube-object.ts'
import type { Change, ObjectStore } from '../world/object-store.ts'
import { tooOld } from './status.ts'

export interface WatchQuery {
  readonly resource: string
  readonly apiVersion: string
  readonly kind: string
  readonly matches: (object: KubeObject) => boolean
  /** Left out or 0: first everything there is, then the changes. */
  readonly resourceVersion: number
  readonly bookmarks: boolean
  /** A bookmark marks the end of what there is (`sendInitialEvents`). */
  readonly marksInitialEvents: boolean
  readonly timeoutMs: number
  readonly bookmarkEveryMs: number
  /** How an event's object is written: as itself, or as a Table of one row. */
  readonly present: (object: KubeObject) => unknown
}

/**
 * Streams changes as one JSON document a line, until the time is over or the client has gone.
 *
 * @returns ends the stream at once
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function streamWatch(store: ObjectStore, response: ServerResponse, query: WatchQuery): () => void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' })
  response.flushHeaders()
  const send = (type: string, object: unknown) => void response.write(`${JSON.stringify({ type, object })}\n`)
  const sendChange = (change: Change) => {
    if (change.resource === query.resource && query.matches(change.object)) {
      send(change.type, query.present(change.object))
    }
  }
  const sendBookmark = (annotations?: Readonly<Record<string, string>>) =>
    send('BOOKMARK', query.present(bookmark(query, store.resourceVersion(), annotations)))

  const fromNow = query.resourceVersion === 0 || query.marksInitialEvents
  const missed = fromNow ? [] : store.changesSince(query.resourceVersion)
  if (missed === undefined) {
    send('ERROR', tooOld(query.resourceVersion, store.oldestResourceVersion()))
    response.end()
    return () => undefined
  }
  if (fromNow) {
    for (const object of store.list(query.resource).filter(query.matches))
      send('ADDED', query.present(object))
  }
  for (const change of missed) sendChange(change)
  if (query.marksInitialEvents) sendBookmark({ 'k8s.io/initial-events-end': 'true' })

  const stopListening = store.onChange(sendChange)
  const bookmarkTimer = query.bookmarks ? setInterval(sendBookmark, query.bookmarkEveryMs) : undefined
  const endTimer = setTimeout(() => {
    if (query.bookmarks) sendBookmark()
    response.end()
  }, query.timeoutMs)
  bookmarkTimer?.unref()
  endTimer.unref()
  response.once('close', () => {
    stopListening()
    clearInterval(bookmarkTimer)
    clearTimeout(endTimer)
  })
  return () => response.destroy()
}

function bookmark(
  { apiVersion, kind }: WatchQuery,
  resourceVersion: number,
  annotations?: Readonly<Record<string, string>>,
): KubeObject {
  const metadata = {
    resourceVersion: String(resourceVersion),
    creationTimestamp: null,
    ...(annotations && { annotations }),
  }
  return { apiVersion, kind, metadata: metadata as unknown as KubeObject['metadata'] }
}
