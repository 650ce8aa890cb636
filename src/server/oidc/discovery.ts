import {
  allowInsecureRequests,
  customFetch,
  discoveryRequest,
  processDiscoveryResponse,
  type AuthorizationServer,
} from 'oauth4webapi'
import { z } from 'zod'
import { AppError } from '../../contract/app-error.ts'
import type { Finding } from '../../contract/finding.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import type { IssuerHttp } from './issuer-http.ts'

/** An issuer's metadata with the endpoints that a sign-in needs. */
export type IssuerMetadata = AuthorizationServer &
  Required<Pick<AuthorizationServer, 'authorization_endpoint' | 'token_endpoint' | 'jwks_uri'>> & {
    /** Initiating User Registration via OpenID Connect 1.0, section 4 */
    readonly prompt_values_supported?: readonly string[]
  }

/** What is known of an issuer now: its checked metadata, or why there is none. */
export type Discovery =
  | { readonly status: 'ready'; readonly metadata: IssuerMetadata }
  | { readonly status: 'unavailable'; readonly reason: Finding }

/**
 * Asks an issuer for its metadata, once.
 *
 * @throws AppError `ISSUER_UNREACHABLE`, `ISSUER_TLS_UNTRUSTED`, `ISSUER_MISMATCH` or `ISSUER_INVALID`
 * @see OpenID Connect Discovery 1.0, section 4
 */
export async function requestMetadata(
  client: Pick<OidcClient, 'issuer'>,
  http: Pick<IssuerHttp, 'fetch'>,
): Promise<IssuerMetadata> {
  const issuer = new URL(client.issuer)
  const response = await discoveryRequest(issuer, {
    [customFetch]: http.fetch,
    [allowInsecureRequests]: issuer.protocol === 'http:',
  })
  const document = await readDocument(client.issuer, response)
  if (document['issuer'] !== client.issuer) throw issuerMismatch(client.issuer, document['issuer'])
  return checkEndpoints(client.issuer, await processDiscoveryResponse(issuer, Response.json(document)))
}

async function readDocument(issuer: string, response: Response): Promise<Record<string, unknown>> {
  if (response.status >= 500) {
    throw new AppError(
      'ISSUER_UNREACHABLE',
      `The issuer ${issuer} answers its discovery address with HTTP ${response.status}. Look at the identity provider's own state.`,
    )
  }
  if (response.status >= 300 && response.status < 400) {
    throw invalid(issuer, `redirects it to ${redirectTarget(response)}, and redirects are not followed`)
  }
  if (response.status !== 200) throw invalid(issuer, `answers it with HTTP ${response.status}`)
  const document = jsonObject.safeParse(await response.text())
  if (!document.success) {
    const type = response.headers.get('content-type') ?? 'no content type'
    throw invalid(issuer, `answers it with something other than a JSON object (${type.slice(0, 80)})`)
  }
  return document.data
}

const jsonObject = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue('not JSON')
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), z.unknown()))

function redirectTarget(response: Response): string {
  const location = response.headers.get('location') ?? ''
  return URL.parse(location)?.host ?? 'another path'
}

/** What a sign-in cannot do without has to be right. Anything else that is malformed counts as not offered. */
function checkEndpoints(issuer: string, metadata: AuthorizationServer): IssuerMetadata {
  const protocol = new URL(issuer).protocol === 'https:' ? /^https$/ : /^https?$/
  const endpoint = z.url({ protocol })
  const checked = z
    .looseObject({
      authorization_endpoint: endpoint,
      token_endpoint: endpoint,
      jwks_uri: endpoint,
      revocation_endpoint: orNone(endpoint),
      end_session_endpoint: orNone(endpoint),
      prompt_values_supported: orNone(z.array(z.string())),
      token_endpoint_auth_methods_supported: orNone(z.array(z.string())),
      revocation_endpoint_auth_methods_supported: orNone(z.array(z.string())),
      id_token_signing_alg_values_supported: orNone(z.array(z.string())),
      authorization_response_iss_parameter_supported: orNone(z.boolean()),
    })
    .safeParse(metadata)
  if (checked.success) return checked.data as unknown as IssuerMetadata
  const names = [...new Set(checked.error.issues.map((issue) => String(issue.path[0])))]
  const kind = protocol.source === '^https$' ? 'an https URL' : 'a URL'
  throw invalid(issuer, `answers it without a usable ${names.join(', ')} (each must be ${kind})`)
}

function orNone<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined)
}

function invalid(issuer: string, what: string): AppError {
  return new AppError(
    'ISSUER_INVALID',
    `OpenID Connect discovery failed: the issuer was asked for ${issuer.replace(/\/$/, '')}/.well-known/openid-configuration and ${what}. Check oidc-idp-issuer-url.`,
  )
}

function issuerMismatch(expected: string, got: unknown): AppError {
  const named = typeof got === 'string' ? `"${got.slice(0, 300)}"` : 'none'
  return new AppError(
    'ISSUER_MISMATCH',
    `The identity provider names another issuer than the configured one: configured "${expected}", named ${named}. They must be equal to the character, a slash at the end included. Set oidc-idp-issuer-url, and --oidc-issuer-url of the API server, to the name that it gives.`,
  )
}
