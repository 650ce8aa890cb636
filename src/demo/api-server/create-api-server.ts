import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { ObjectStore } from '../world/object-store.ts'
import { ANONYMOUS, authenticate, bearerOf, type TokenRules, type User } from './authenticate.ts'
import { forbidden, isAllowed } from './authorize.ts'
import { describe } from './discovery.ts'
import { createListChunks } from './list-chunks.ts'
import { requestInfo, type RequestInfo } from './request-info.ts'
import { createResourceReader } from './resource-reader.ts'
import { answerReview } from './reviews.ts'
import { findResourceType } from './resources.ts'
import { sendJson, sendStatus, sendText } from './send.ts'
import { METHOD_NOT_ALLOWED, UNAUTHORIZED } from './status.ts'

export interface ApiServerOptions {
  readonly store: ObjectStore
  readonly tokens: TokenRules
  readonly nowMs: () => number
  readonly bookmarkEveryMs: number
}

/** A request as it was answered. Never the token. */
interface LoggedRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly hasBearer: boolean
  readonly status: number
}

export interface ApiServer {
  readonly answer: RequestListener
  /** Answered or under way with their headers sent, oldest first. */
  requests(): readonly LoggedRequest[]
  /** Answers 401 to every token, as after a change of the API server's settings. */
  rejectTokens(on: boolean): void
  /** Breaks every open watch, as a load balancer does. */
  dropWatches(): void
  /** Forgets history: the next watch or continued list is too old, 410. */
  compact(): void
}

const REMEMBERED_REQUESTS = 5_000

/** A Kubernetes API server as far as a browser meets it: authentication, authorization, reading, watching. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const chunks = createListChunks(options.store)
  const reader = createResourceReader({ ...options, chunks })
  const log: LoggedRequest[] = []
  let rejectsTokens = false

  async function userOf(request: IncomingMessage): Promise<User | undefined> {
    const token = bearerOf(request.headers.authorization)
    if (token === undefined) return ANONYMOUS
    if (rejectsTokens) return undefined
    return authenticate(token, options.tokens, options.nowMs()).catch(() => undefined)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://api-server')
    const info = requestInfo(request.method ?? 'GET', url)
    const user = await userOf(request)
    if (!user) return sendStatus(request, response, UNAUTHORIZED)
    if (!isAllowed(user, info)) return sendStatus(request, response, forbidden(user, info))
    if (info.kind === 'path') return answerPath(request, response, info)
    if (info.group.endsWith('.k8s.io')) return answerSelfReview(request, response, user, info)
    const type = findResourceType(info.group, info.version, info.resource)
    if (!type) return sendText(response, 404, '404 page not found\n')
    if (request.method !== 'GET') return sendStatus(request, response, METHOD_NOT_ALLOWED)
    reader.read(request, response, { type, info, params: url.searchParams })
  }

  return {
    answer(request, response) {
      response.once('finish', () => remember(log, request, response.statusCode))
      answer(request, response).catch(() => response.destroy())
    },
    requests: () => [...log],
    rejectTokens(on) {
      rejectsTokens = on
    },
    dropWatches: reader.dropWatches,
    compact() {
      options.store.compact()
      chunks.forget()
    },
  }
}

function remember(log: LoggedRequest[], request: IncomingMessage, status: number): void {
  const hasBearer = bearerOf(request.headers.authorization) !== undefined
  log.push({ method: request.method ?? '', path: request.url ?? '', hasBearer, status })
  if (log.length > REMEMBERED_REQUESTS) log.shift()
}

function answerPath(request: IncomingMessage, response: ServerResponse, { path }: RequestInfo): void {
  const answer = describe(path)
  if (answer === undefined) sendText(response, 404, '404 page not found\n')
  else if (request.method !== 'GET') sendStatus(request, response, METHOD_NOT_ALLOWED)
  else if (typeof answer === 'string') sendText(response, 200, answer)
  else sendJson(request, response, 200, answer)
}

async function answerSelfReview(
  request: IncomingMessage,
  response: ServerResponse,
  user: User,
  info: RequestInfo & { kind: 'resource' },
): Promise<void> {
  if (request.method !== 'POST') return sendStatus(request, response, METHOD_NOT_ALLOWED)
  const answer = answerReview(user, info.resource, await text(request))
  if (!answer) return sendText(response, 404, '404 page not found\n')
  const status = 'code' in answer && typeof answer.code === 'number' ? answer.code : 201
  sendJson(request, response, status, answer)
}
