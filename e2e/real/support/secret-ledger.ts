import type { BrowserContext, Request } from '@playwright/test'
import { readFileSync } from 'node:fs'
import type { Rig } from '../rig/rig.ts'

const TOKEN_FIELDS = ['id_token', 'access_token', 'refresh_token'] as const
const FORM_FIELDS = ['code', 'code_verifier', 'refresh_token'] as const

/** Collects what must never show from what a browser sends and gets, and from what the issuers gave out. */
export class SecretLedger {
  readonly #rig: Rig
  readonly #kinds = new Map<string, Set<string>>()

  constructor(rig: Rig) {
    this.#rig = rig
    for (const { password } of Object.values(rig.people)) this.#note('password', password)
    for (const { clientSecret } of Object.values(rig.registrations)) this.#note('client secret', clientSecret)
    for (const line of rig.adminKey.split('\n')) if (!line.startsWith('-----')) this.#note('client key', line)
  }

  watch(context: BrowserContext): void {
    context.on('request', (request) => this.#noteRequest(request))
    context.on('response', async (response) => {
      if (!isTokenRequest(response.request())) return
      for (const { name, value } of await response.headersArray().catch(() => [])) {
        if (name.toLowerCase() === 'set-cookie') this.#note('cookie', value.split(/[=;]/)[1])
      }
      const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
      for (const field of TOKEN_FIELDS) this.#note(field, answer[field])
    })
  }

  /** Of Fairlead's only: cookies do not tell ports apart, so those of the issuers are beside them. */
  async noteCookies(context: BrowserContext): Promise<void> {
    for (const { name, value } of await context.cookies()) {
      if (name.includes('fairlead')) this.#note('cookie', value)
    }
  }

  /** The kinds that are known of, so that a story can tell that it looks for something. */
  kinds(): readonly string[] {
    this.#readIssued()
    return [...this.#kinds.keys()]
  }

  /** The kinds of secrets that `text` holds. Not the secrets: a report is a text too. */
  foundIn(text: string): readonly string[] {
    this.#readIssued()
    return [...this.#kinds]
      .filter(([, values]) => [...values].some((value) => text.includes(value)))
      .map(([kind]) => kind)
  }

  #readIssued(): void {
    for (const line of readFileSync(this.#rig.ledgerPath, 'utf8').split('\n')) this.#note('issued', line)
  }

  #noteRequest(request: Request): void {
    const authorization = request.headers()['authorization']
    if (authorization !== undefined) this.#note('bearer', authorization.replace(/^Bearer /, ''))
    if (!isTokenRequest(request)) return
    const form = new URLSearchParams(request.postData() ?? '')
    for (const field of FORM_FIELDS) this.#note(field, form.get(field))
  }

  #note(kind: string, value: unknown): void {
    // What is this short is a placeholder or nothing.
    if (typeof value !== 'string' || value.length < 20) return
    const known = this.#kinds.get(kind) ?? new Set()
    known.add(value)
    const signature = value.startsWith('eyJ') ? value.split('.').at(-1) : undefined
    if (signature !== undefined && signature.length >= 20) known.add(signature)
    this.#kinds.set(kind, known)
  }
}

function isTokenRequest(request: Request): boolean {
  return request.method() === 'POST' && /\/oidc\/[^/]+\/token$/.test(new URL(request.url()).pathname)
}
