import {
  allowInsecureRequests,
  customFetch,
  genericTokenEndpointRequest,
  type AuthorizationServer,
} from 'oauth4webapi'
import { z } from 'zod'
import { AppError } from '../../contract/app-error.ts'
import type { OidcClient } from '../clusters/cluster.ts'
import { clientAuthentication, formEncode } from './client-authentication.ts'
import type { IssuerHttp } from './issuer-http.ts'
import { asPlainText, IssuerRefusal } from './relay-error.ts'

/** The part of a token response that is used. @see RFC 6749, section 5.1 */
const tokenResponseSchema = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  id_token: z.string().min(1).nullish(),
  refresh_token: z.string().min(1).nullish(),
  scope: z.string().optional().catch(undefined),
  /** Seconds; some issuers send it as a text. */
  expires_in: z.coerce.number().positive().optional().catch(undefined),
})

export type TokenResponse = z.infer<typeof tokenResponseSchema>

const PASSING_ERRORS = new Set(['temporarily_unavailable', 'server_error'])
/** Request Timeout, Too Many Requests. */
const PASSING_STATUSES = new Set([408, 429])

/** @see RFC 6749, section 5.2 */
const errorResponseSchema = z.object({
  error: z.string().regex(/^[\x20-\x21\x23-\x5B\x5D-\x7E]{1,100}$/),
  error_description: z.string().catch(''),
})

/**
 * Sends one token request to the issuer, with the client's authentication.
 *
 * @throws IssuerRefusal with the issuer's own OAuth error
 * @throws AppError `ISSUER_UNREACHABLE`, `ISSUER_TLS_UNTRUSTED`, `ISSUER_INVALID` or `TOKEN_REQUEST_REFUSED`
 */
export async function requestTokens(
  client: OidcClient,
  metadata: AuthorizationServer,
  http: Pick<IssuerHttp, 'fetch'>,
  grantType: 'authorization_code' | 'refresh_token',
  parameters: Readonly<Record<string, string>>,
): Promise<TokenResponse> {
  const response = await genericTokenEndpointRequest(
    metadata,
    { client_id: client.clientId },
    clientAuthentication(client, metadata.token_endpoint_auth_methods_supported),
    grantType,
    { ...parameters },
    { [customFetch]: http.fetch, [allowInsecureRequests]: client.issuer.startsWith('http:') },
  )
  const secrets = [
    client.clientSecret ?? '',
    parameters['code'],
    parameters['code_verifier'],
    parameters['refresh_token'],
  ]
  return judgeTokenResponse(
    client.issuer,
    response,
    secrets.filter((secret) => secret !== undefined),
  )
}

async function judgeTokenResponse(
  issuer: string,
  response: Response,
  secrets: readonly string[],
): Promise<TokenResponse> {
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) {
    const tokens = tokenResponseSchema.safeParse(body)
    if (tokens.success) return tokens.data
    const fields = [...new Set(tokens.error.issues.map((issue) => issue.path.join('.') || 'the whole'))]
    throw new AppError(
      'ISSUER_INVALID',
      `The token endpoint of the issuer ${issuer} answered with something other than a token response; check ${fields.join(', ')}.`,
    )
  }
  const refusal = errorResponseSchema.safeParse(body)
  if (isInTrouble(response, refusal.data?.error)) throw inTrouble(issuer, response)
  if (refusal.success && response.status >= 400) {
    throw new IssuerRefusal(refusal.data.error, asPlainText(without(secrets, refusal.data.error_description)))
  }
  throw unusableAnswer(issuer, response)
}

/** Nothing is said about the request then: it may be sent again. Some say so with a 400. */
function isInTrouble({ status }: Response, error: string | undefined): boolean {
  return status >= 500 || PASSING_STATUSES.has(status) || PASSING_ERRORS.has(error ?? '')
}

const inTrouble = (issuer: string, response: Response) =>
  new AppError(
    'ISSUER_UNREACHABLE',
    `${answered(issuer, response)}. Look at the identity provider's own state.`,
  )

function unusableAnswer(issuer: string, response: Response): AppError {
  if (response.status < 400) {
    return new AppError('ISSUER_INVALID', `${answered(issuer, response)}, and redirects are not followed.`)
  }
  return new AppError(
    'TOKEN_REQUEST_REFUSED',
    `${answered(issuer, response)} and no OAuth error. Look at the identity provider's log, and at what stands between it and here.`,
  )
}

const answered = (issuer: string, { status }: Response) =>
  `The token endpoint of the issuer ${issuer} answered with HTTP ${status}`

/** Some issuers quote in the description what they refuse, as it was or as it came in the form. */
function without(secrets: readonly string[], text: string): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [formEncode(secret), secret])
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
}
