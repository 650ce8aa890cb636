import { Agent, request } from 'undici'
import { AppError } from '../../contract/app-error.ts'
import type { OidcClient } from '../clusters/cluster.ts'

const ANSWER_WITHIN_MS = 10_000
const LONGEST_BODY_BYTES = 1024 * 1024

export interface IssuerRequest {
  readonly method: string
  readonly headers?: Headers | Record<string, string>
  readonly body?: string | URLSearchParams | null | undefined
  readonly signal?: AbortSignal | null | undefined
}

/** How every call to an issuer is made, so that one CA setting holds for all of them. */
export interface IssuerHttp {
  /**
   * Sends one request; has the shape that oauth4webapi and jose ask of a `fetch`. Never follows a redirect.
   *
   * @throws AppError `ISSUER_UNREACHABLE`, `ISSUER_TLS_UNTRUSTED`, or `ISSUER_INVALID` for an oversized answer
   */
  fetch(url: string, init: IssuerRequest): Promise<Response>
  close(): Promise<void>
}

/** Opens the connections to one OIDC client's issuer, with that client's own trust settings. */
export function createIssuerHttp(client: Pick<OidcClient, 'issuer' | 'tls'>): IssuerHttp {
  const agent = new Agent({
    connect: {
      rejectUnauthorized: !client.tls.insecureSkipVerify,
      timeout: ANSWER_WITHIN_MS,
      ...(client.tls.ca !== undefined && { ca: client.tls.ca }),
      ...(client.tls.serverName !== undefined && { servername: client.tls.serverName }),
    },
    headersTimeout: ANSWER_WITHIN_MS,
    bodyTimeout: ANSWER_WITHIN_MS,
  })

  return {
    async fetch(url, init) {
      const deadline = AbortSignal.timeout(ANSWER_WITHIN_MS)
      try {
        const { statusCode, headers, body } = await request(url, {
          dispatcher: agent,
          method: init.method,
          headers: Object.fromEntries(new Headers(init.headers).entries()),
          body: init.body?.toString() ?? null,
          signal: init.signal ? AbortSignal.any([deadline, init.signal]) : deadline,
        })
        return new Response(hasNoBody(statusCode) ? null : await readBounded(body, client.issuer), {
          status: statusCode,
          headers: keptHeaders(headers),
        })
      } catch (error) {
        throw asAppError(error, client.issuer)
      }
    },
    close: () => agent.destroy(),
  }
}

const hasNoBody = (statusCode: number) => statusCode === 204 || statusCode === 205 || statusCode === 304

async function readBounded(
  body: AsyncIterable<Uint8Array>,
  issuer: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > LONGEST_BODY_BYTES) {
      throw new AppError(
        'ISSUER_INVALID',
        `The issuer ${issuer} answers with more than ${LONGEST_BODY_BYTES} bytes, too much for its metadata, keys or tokens.`,
      )
    }
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** Leaves out WWW-Authenticate: oauth4webapi would report it in place of the OAuth error in the body. */
function keptHeaders(headers: Record<string, string | string[] | undefined>): Headers {
  const kept = new Headers()
  for (const name of ['content-type', 'location', 'retry-after']) {
    const value = headers[name]
    if (typeof value === 'string') kept.set(name, value)
  }
  return kept
}

const TLS_DISTRUST = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS_/

function asAppError(error: unknown, issuer: string): AppError {
  if (error instanceof AppError) return error
  const reason = failureReason(error)
  if (TLS_DISTRUST.test(reason)) {
    return new AppError(
      'ISSUER_TLS_UNTRUSTED',
      `The certificate of the issuer ${issuer} is not trusted (${reason}). Give the CA that signed it with oidc-ca-file.`,
    )
  }
  return new AppError(
    'ISSUER_UNREACHABLE',
    `The issuer ${issuer} cannot be reached from here (${reason}). Check its address, DNS, firewalls and proxies.`,
  )
}

/** The error's code rather than its message, which may quote what was sent. */
function failureReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure'
  if (error.name === 'TimeoutError') return `no answer within ${ANSWER_WITHIN_MS / 1000} s`
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return code ?? (error.cause === undefined ? error.name : failureReason(error.cause))
}
